package dev.swell.cron;

import java.time.Instant;

/** One run of a {@link CronJob}. */
public interface CronExecution {

    /** Returns what the job is called. */
    String identity();

    /** Returns the number of this run, from 1, since the server has started; reloads don't begin anew. */
    long count();

    /** Returns when it should have begun; a run that was asked for by hand, when that was. */
    Instant scheduledAt();

    /**
     * Schedules no further run of this job. This run goes on. It is scheduled again by {@link CronJobs#resume} and by the
     * next reload.
     */
    void stop();
}
