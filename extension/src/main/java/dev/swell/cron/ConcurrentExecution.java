package dev.swell.cron;

/** What happens when a job's time has come and its run before still goes on. */
public enum ConcurrentExecution {

    /** This time is left out, and counted as skipped. */
    SKIP,

    /** It runs beside the one before, on another thread. */
    PROCEED
}
