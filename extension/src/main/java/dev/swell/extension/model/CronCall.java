package dev.swell.extension.model;

import dev.swell.cron.CronExecution;

/** A job's method. */
@FunctionalInterface
public interface CronCall {

    /**
     * Calls the bean, on this thread.
     *
     * @throws Throwable what the method threw
     */
    void run(CronExecution execution) throws Throwable;
}
