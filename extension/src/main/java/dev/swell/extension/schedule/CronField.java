package dev.swell.extension.schedule;

import java.util.List;
import java.util.Locale;

/** How one field of a cron expression is written. */
enum CronField {

    SECONDS("seconds", 0, 59, List.of()),
    MINUTES("minutes", 0, 59, List.of()),
    HOURS("hours", 0, 23, List.of()),
    DAY_OF_MONTH("day of the month", 1, 31, List.of()),
    MONTH("month", 1, 12,
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")),
    /** Unix and Spring: 1 is Monday, 0 and 7 are Sunday. */
    DAY_OF_WEEK("day of the week", 0, 7, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"));

    static final int DAYS_A_WEEK = 7;

    private final String label;
    private final int least;
    private final int most;
    private final List<String> names;

    CronField(String label, int least, int most, List<String> names) {
        this.label = label;
        this.least = least;
        this.most = most;
        this.names = names;
    }

    /** Returns what the field stands for, which has no special days: a bit for each number. */
    long bits(String field) {
        long bits = 0;
        for (String part : field.split(",", -1)) {
            bits |= bits(part, least);
        }
        return bits;
    }

    /**
     * Returns what a part of the field stands for that is no special day.
     *
     * @param first the number that all begin with, for steps
     */
    long bits(String part, int first) {
        int last = first + size() - 1;
        int slash = part.indexOf('/');
        int step = slash < 0 ? 1 : step(part.substring(slash + 1));
        String range = slash < 0 ? part : part.substring(0, slash);
        int dash = range.indexOf('-');
        if (range.equals("*")) {
            return bits(first, last, step);
        }
        if (dash < 0) {
            int from = number(range);
            return bits(from, slash < 0 ? from : Math.max(from, last), step);
        }
        int from = number(range.substring(0, dash));
        int to = number(range.substring(dash + 1));
        if (this == DAY_OF_WEEK) {
            from %= DAYS_A_WEEK;
        }
        return bits(from, to < from ? to + size() : to, step);
    }

    private long bits(int from, int to, int step) {
        long bits = 0;
        for (int number = from; number <= to; number += step) {
            bits |= 1L << (number - least) % size() + least;
        }
        return bits;
    }

    private int size() {
        return this == DAY_OF_WEEK ? DAYS_A_WEEK : most - least + 1;
    }

    private int step(String text) {
        int step = digits(text);
        if (step < 1 || step > size()) {
            throw new IllegalArgumentException("a step is from 1 to " + size() + " there, not '" + text + "'");
        }
        return step;
    }

    /** Returns a number or what a name stands for. */
    int number(String text) {
        int named = names.indexOf(text.toUpperCase(Locale.ROOT));
        int number = named < 0 ? digits(text) : named + (this == MONTH ? 1 : 0);
        if (number < least || number > most) {
            throw new IllegalArgumentException("'" + text + "' is no " + (names.isEmpty() ? "number" : "name or number")
                    + " from " + least + " to " + most);
        }
        return number;
    }

    private static int digits(String text) {
        return text.matches("\\d{1,4}") ? Integer.parseInt(text) : -1;
    }

    @Override
    public String toString() {
        return label;
    }
}
