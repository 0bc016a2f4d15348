/** Work that is done later: start reading at {@link dev.swell.async.Tasks} and {@link dev.swell.async.Events}. */
package dev.swell.async;
