package dev.swell.cron;

import java.time.Instant;

/**
 * How a {@link CronJob} is, at one moment.
 *
 * @param identity what it is called
 * @param schedule {@code "every 10s"}, {@code "cron 0 0 2 * * * Europe/Berlin"} or {@code "off"}
 * @param paused whether somebody has paused it
 * @param running whether a run goes on
 * @param count runs that have begun since the server has started
 * @param skipped times at which no run began though one was due: the one before went on, or the process stood still
 * @param lastRun when the last run began, or null
 * @param nextRun when the next is to begin, or null if none is
 * @param lastFailure what the last run has thrown, or null
 */
public record CronJobInfo(String identity, String schedule, boolean paused, boolean running, long count, long skipped,
        Instant lastRun, Instant nextRun, String lastFailure) {}
