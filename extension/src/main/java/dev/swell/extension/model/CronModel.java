package dev.swell.extension.model;

import dev.swell.cron.ConcurrentExecution;
import dev.swell.extension.schedule.Schedule;

/**
 * A {@link dev.swell.cron.CronJob}, with what is configured for it.
 *
 * @param identity what it is called; no two are the same
 * @param schedule when it runs
 * @param immediate whether it also runs as soon as it is scheduled for the first time
 * @param concurrentExecution what happens when the run before still goes on
 * @param global whether it runs on one node of a cluster at a time
 * @param place where it is declared
 * @param call calls the bean
 */
public record CronModel(String identity, Schedule schedule, boolean immediate,
        ConcurrentExecution concurrentExecution, boolean global, Place place, CronCall call) {}
