/**
 * Jobs. {@link dev.swell.runtime.cron.CronEngine} keeps when each is due, over all workers; the current worker has what is
 * run.
 */
package dev.swell.runtime.cron;
