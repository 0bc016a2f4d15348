package dev.swell.extension.schedule;

import static dev.swell.extension.schedule.CronField.DAYS_A_WEEK;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The days that the field of the day of the month, or of the week, stands for.
 *
 * @param bits the plain ones
 * @param special those that depend on the month
 */
record CronDays(long bits, List<Predicate<LocalDate>> special) {

    private static final Pattern LAST = Pattern.compile("L(?:-(\\d{1,2}))?(W?)");
    private static final Pattern NEAREST = Pattern.compile("(\\d{1,2})W");
    private static final Pattern LAST_WEEKDAY = Pattern.compile("(\\w+)L");
    private static final Pattern NUMBERED_WEEKDAY = Pattern.compile("(\\w+)#(\\d)");
    private static final int LATEST_BEFORE_LAST = 30;
    private static final int WEEKS_A_MONTH = 5;

    static CronDays ofMonth(String field) {
        long bits = 0;
        List<Predicate<LocalDate>> special = new ArrayList<>();
        for (String part : field.toUpperCase(Locale.ROOT).split(",", -1)) {
            Matcher last = LAST.matcher(part);
            Matcher nearest = NEAREST.matcher(part);
            if (last.matches()) {
                special.add(last(last.group(1) == null ? 0 : Integer.parseInt(last.group(1)),
                        !last.group(2).isEmpty()));
            } else if (nearest.matches()) {
                int wanted = CronField.DAY_OF_MONTH.number(nearest.group(1));
                special.add(day -> wanted <= day.lengthOfMonth()
                        && day.equals(weekdayNearest(day.withDayOfMonth(wanted))));
            } else {
                bits |= CronField.DAY_OF_MONTH.bits(part.equals("?") ? "*" : part, 1);
            }
        }
        return new CronDays(bits, List.copyOf(special));
    }

    private static Predicate<LocalDate> last(int before, boolean weekday) {
        if (before > LATEST_BEFORE_LAST) {
            throw new IllegalArgumentException("no month has a day " + before + " days before its last");
        }
        return day -> {
            int wanted = day.lengthOfMonth() - before;
            return wanted >= 1
                    && (weekday ? day.equals(weekdayNearest(day.withDayOfMonth(wanted)))
                            : day.getDayOfMonth() == wanted);
        };
    }

    /** Returns the day itself or the nearest one of the same month that is none of a weekend. */
    private static LocalDate weekdayNearest(LocalDate day) {
        return switch (day.getDayOfWeek()) {
            case SATURDAY -> day.getDayOfMonth() == 1 ? day.plusDays(2) : day.minusDays(1);
            case SUNDAY -> day.getDayOfMonth() == day.lengthOfMonth() ? day.minusDays(2) : day.plusDays(1);
            default -> day;
        };
    }

    /**
     * Reads the field of the day of the week.
     *
     * @param first which day {@code *} begins with, for its steps
     * @param quartz whether 1 is Sunday
     */
    static CronDays ofWeek(String field, int first, boolean quartz) {
        long bits = 0;
        List<Predicate<LocalDate>> special = new ArrayList<>();
        for (String written : field.toUpperCase(Locale.ROOT).split(",", -1)) {
            String part = quartz ? withNames(written) : written;
            Matcher last = LAST_WEEKDAY.matcher(part);
            Matcher numbered = NUMBERED_WEEKDAY.matcher(part);
            if (last.matches()) {
                int weekday = weekday(last.group(1));
                special.add(day -> number(day) == weekday && day.getDayOfMonth() + DAYS_A_WEEK > day.lengthOfMonth());
            } else if (numbered.matches()) {
                special.add(numbered(weekday(numbered.group(1)), Integer.parseInt(numbered.group(2))));
            } else {
                bits |= CronField.DAY_OF_WEEK.bits(part.equals("?") ? "*" : part, first);
            }
        }
        return new CronDays(bits, List.copyOf(special));
    }

    private static Predicate<LocalDate> numbered(int weekday, int week) {
        if (week < 1 || week > WEEKS_A_MONTH) {
            throw new IllegalArgumentException("a month has no weekday number " + week + ": 1 to 5");
        }
        return day -> number(day) == weekday && (day.getDayOfMonth() + DAYS_A_WEEK - 1) / DAYS_A_WEEK == week;
    }

    /** What Quartz writes as numbers, 1 for Sunday to 7, with names; numbers of steps and weeks stay. */
    private static String withNames(String part) {
        if (part.equals("L")) {
            return "SAT";
        }
        Matcher matcher = Pattern.compile("(?<![#/\\w])(\\d)(?!\\d)").matcher(part);
        StringBuilder named = new StringBuilder();
        while (matcher.find()) {
            int number = Integer.parseInt(matcher.group(1));
            if (number < 1 || number > DAYS_A_WEEK) {
                throw new IllegalArgumentException("'" + number + "' is no name or number from 1 (SUN) to 7 (SAT)");
            }
            matcher.appendReplacement(named, DayOfWeek.of((number + 5) % DAYS_A_WEEK + 1).name().substring(0, 3));
        }
        return matcher.appendTail(named).toString();
    }

    private static int weekday(String text) {
        return CronField.DAY_OF_WEEK.number(text) % DAYS_A_WEEK;
    }

    private static int number(LocalDate day) {
        return day.getDayOfWeek().getValue() % DAYS_A_WEEK;
    }

    boolean hasInMonth(LocalDate day) {
        return has(day, day.getDayOfMonth());
    }

    boolean hasInWeek(LocalDate day) {
        return has(day, number(day));
    }

    private boolean has(LocalDate day, int number) {
        return (bits >> number & 1) != 0 || special.stream().anyMatch(rule -> rule.test(day));
    }
}
