/** Jobs that run at intervals or at times of the clock: {@link dev.swell.cron.CronJob}. */
package dev.swell.cron;
