/**
 * Tables and counters. {@link dev.swell.runtime.table.TableEngine} holds them over all workers, in types of the JDK and of
 * this package only; what makes records of rows belongs to a worker.
 */
package dev.swell.runtime.table;
