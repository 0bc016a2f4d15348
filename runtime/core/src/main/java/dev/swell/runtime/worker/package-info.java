/**
 * One running copy of the application and what runs in it: start reading at {@link dev.swell.runtime.worker.Worker}. The
 * engines of the packages above know nothing of CDI: they lease a worker, open a {@link dev.swell.runtime.worker.Unit} and
 * run application code in it.
 */
package dev.swell.runtime.worker;
