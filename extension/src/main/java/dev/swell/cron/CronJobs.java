package dev.swell.cron;

import java.util.List;

/**
 * The application's jobs. Inject it anywhere; it may be used from any thread. Where no runtime serves the container each
 * method throws {@link IllegalStateException}.
 */
public interface CronJobs {

    /** Returns all jobs, those that are off too, by identity. */
    List<CronJobInfo> list();

    /**
     * Has no run begin from now on, by itself; one that goes on isn't touched. It stays paused over reloads, not over a
     * restart.
     *
     * @throws IllegalArgumentException if there is no such job
     */
    void pause(String id);

    /**
     * Ends a pause, or has a job scheduled again that has stopped itself. What would have run meanwhile is left out.
     *
     * @throws IllegalArgumentException if there is no such job
     */
    void resume(String id);

    /**
     * Has it run as soon as possible, beside its schedule, even if it is paused or off. If a run goes on and the job
     * doesn't run beside itself, this one is left out and counted as skipped.
     *
     * @throws IllegalArgumentException if there is no such job
     */
    void runNow(String id);
}
