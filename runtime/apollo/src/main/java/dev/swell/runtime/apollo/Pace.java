package dev.swell.runtime.apollo;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often Apollo is asked.
 *
 * @param first the pause after a first failure; it doubles with each further one
 * @param longest the longest pause
 * @param poll how long a notification may be waited for; Apollo answers after 60 s at the latest
 * @param refresh after how long all is pulled anew, whatever was notified
 */
record Pace(Duration first, Duration longest, Duration poll, Duration refresh) {

    private static final int MOST_DOUBLINGS = 20;

    static Pace usual() {
        return new Pace(Duration.ofMillis(250), Duration.ofSeconds(15), Duration.ofSeconds(90), Duration.ofMinutes(5));
    }

    /** Returns a pause; by chance, half of it may be missing, so that many machines don't come back at the same time. */
    Duration pause(int failures) {
        long most = Math.min(first.toMillis() << Math.min(Math.max(failures - 1, 0), MOST_DOUBLINGS),
                longest.toMillis());
        return Duration.ofMillis(most - ThreadLocalRandom.current().nextLong(most / 2 + 1));
    }
}
