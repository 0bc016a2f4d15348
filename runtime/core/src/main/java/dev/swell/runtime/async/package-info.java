/**
 * Tasks and asynchronous events: start reading at {@link dev.swell.runtime.async.AsyncEngine}. What waits in a worker's queue
 * has its payload as an object; what is delayed, or outlives its worker, has it as JSON.
 */
package dev.swell.runtime.async;
