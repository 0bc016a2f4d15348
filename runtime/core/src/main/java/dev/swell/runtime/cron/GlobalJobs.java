package dev.swell.runtime.cron;

import java.time.Instant;

/** Which node of a cluster runs the jobs that are to run on one of them at a time. */
@FunctionalInterface
interface GlobalJobs {

    /**
     * Tells whether this node is to run the job this time. Called on the thread that would run it, which may block.
     *
     * @param scheduledAt when it was due, which is the same on all nodes for times of the clock
     */
    boolean areHere(String identity, Instant scheduledAt);

    /** Where there is one node, that is the one. */
    static GlobalJobs ofOneNode() {
        return (identity, scheduledAt) -> true;
    }
}
