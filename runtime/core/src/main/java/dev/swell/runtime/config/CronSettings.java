package dev.swell.runtime.config;

import java.time.Duration;

/**
 * The keys {@code swell.cron.*}.
 *
 * @param enabled whether jobs are scheduled
 * @param maxWait how long jobs that run at a reload or stop may take
 */
public record CronSettings(boolean enabled, Duration maxWait) {}
