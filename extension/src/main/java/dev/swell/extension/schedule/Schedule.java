package dev.swell.extension.schedule;

import java.time.Duration;
import java.time.ZoneId;

/** When a job runs. {@code toString} is how it is shown. */
public sealed interface Schedule {

    /** What says that a job isn't scheduled. */
    String OFF = "off";

    /**
     * At an interval.
     *
     * @param interval from 1 ms to 365 days
     * @param text as it was written
     */
    record Every(Duration interval, String text) implements Schedule {

        private static final Duration SHORTEST = Duration.ofMillis(1);
        private static final Duration LONGEST = Duration.ofDays(365);

        /**
         * Reads an interval.
         *
         * @throws IllegalArgumentException if the text is none, with examples
         */
        public static Every parse(String text) {
            Duration interval = TimeSpan.parse(text);
            if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("'" + text + "' is not between 1ms and 365d");
            }
            return new Every(interval, text);
        }

        @Override
        public String toString() {
            return "every " + text;
        }
    }

    /**
     * At times of the clock.
     *
     * @param zone whose clock it is
     */
    record Cron(CronExpression expression, ZoneId zone) implements Schedule {

        /**
         * Reads times of the clock.
         *
         * @throws IllegalArgumentException if the text is none, or its time never comes in that zone, with examples
         */
        public static Cron parse(String text, ZoneId zone) {
            return new Cron(CronExpression.parse(text, zone), zone);
        }

        @Override
        public String toString() {
            return "cron " + expression + " " + zone;
        }
    }

    /** Never, by itself. */
    record Off() implements Schedule {

        @Override
        public String toString() {
            return OFF;
        }
    }
}
