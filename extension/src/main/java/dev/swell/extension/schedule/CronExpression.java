package dev.swell.extension.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Times of the clock, written as five fields as for Unix (minutes, hours, day of the month, month, day of the week) or as
 * six, with the seconds first, as for Quartz and Spring. Immutable.
 *
 * <p>
 * The three differ in two points, and here each way of writing means what it means at home. Days of the week by number:
 * six fields with a {@code ?} are Quartz' (1 is Sunday), all others count as Unix and Spring do (0 and 7 are Sunday).
 * Restricted days of the month and of the week: with five fields either is enough, with six both must hold.
 *
 * <p>
 * Where the clock is put forward, a fixed time that there isn't that day comes when the clock is put; where it is put back
 * it comes once. Of expressions with {@code *} or {@code /} in the minutes or hours, each time comes whenever the clock
 * shows it.
 */
public final class CronExpression {

    private static final Map<String, String> NICKNAMES = Map.of("@yearly", "0 0 1 1 *", "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *", "@weekly", "0 0 * * 0", "@daily", "0 0 * * *", "@midnight", "0 0 * * *",
            "@hourly", "0 * * * *");
    private static final String EXAMPLES = "; examples: '0 30 2 * * MON-FRI' (02:30 on weekdays), '*/15 * * * *' (each quarter "
            + "of an hour), '0 0 12 L * ?' (noon on the last day of the month)";
    private static final Pattern WIDE = Pattern.compile("[*/]");
    private static final Pattern WEEKDAY_NUMBER = Pattern.compile("(?<![#/\\d])\\d");
    private static final LocalDateTime A_DAY = LocalDateTime.of(2000, 1, 1, 0, 0);
    private static final int UNIX_FIELDS = 5;
    private static final int NONE = Long.SIZE;

    /** February 29 on a given weekday may take 40 years to come. */
    private static final int FARTHEST_YEARS = 50;
    private static final Duration FARTHEST = ChronoUnit.YEARS.getDuration().multipliedBy(FARTHEST_YEARS);

    private final String text;
    private final long seconds;
    private final long minutes;
    private final long hours;
    private final long months;
    private final CronDays daysOfMonth;
    private final CronDays daysOfWeek;
    private final boolean eitherDay;
    private final boolean repeats;
    private final boolean ambiguous;

    private CronExpression(String text, String[] fields) {
        this.text = text;
        int seconds = fields.length - UNIX_FIELDS; // 1 if there are any, and the place of what follows them
        String ofMonth = fields[seconds + 2];
        String ofWeek = fields[seconds + 4];
        boolean unix = seconds == 0;
        boolean quartz = !unix && (ofMonth.equals("?") || ofWeek.equals("?"));
        this.seconds = unix ? 1 : read(CronField.SECONDS, fields[0], CronField.SECONDS::bits);
        minutes = read(CronField.MINUTES, fields[seconds], CronField.MINUTES::bits);
        hours = read(CronField.HOURS, fields[seconds + 1], CronField.HOURS::bits);
        daysOfMonth = read(CronField.DAY_OF_MONTH, ofMonth, CronDays::ofMonth);
        months = read(CronField.MONTH, fields[seconds + 3], CronField.MONTH::bits);
        daysOfWeek = read(CronField.DAY_OF_WEEK, ofWeek,
                field -> CronDays.ofWeek(field, unix || quartz ? 0 : 1, quartz));
        eitherDay = unix && isRestricted(ofMonth) && isRestricted(ofWeek);
        repeats = WIDE.matcher(fields[seconds] + fields[seconds + 1]).find();
        ambiguous = quartz && WEEKDAY_NUMBER.matcher(ofWeek).find();
    }

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException if it is none, or its time never comes, with what is wrong and examples
     */
    public static CronExpression parse(String text) {
        String plain = NICKNAMES.getOrDefault(text.toLowerCase(Locale.ROOT), text).strip();
        String[] fields = plain.split("\\s+");
        if (fields.length != UNIX_FIELDS && fields.length != UNIX_FIELDS + 1) {
            throw new IllegalArgumentException("'" + text + "' has " + (plain.isEmpty() ? 0 : fields.length)
                    + " fields instead of five or six" + EXAMPLES);
        }
        try {
            CronExpression expression = new CronExpression(text, fields);
            if (expression.next(A_DAY).isEmpty()) {
                throw new IllegalArgumentException("there is no such day");
            }
            return expression;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "': " + e.getMessage() + EXAMPLES, e);
        }
    }

    /**
     * Reads an expression whose times come in that zone, where the clock may always pass over them.
     *
     * @throws IllegalArgumentException if it is none, or its time never comes, with what is wrong
     */
    static CronExpression parse(String text, ZoneId zone) {
        CronExpression expression = parse(text);
        if (expression.next(Instant.now(), zone).isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' never comes in the time zone " + zone
                    + ": whenever it would, the clock there is put forward over it" + EXAMPLES);
        }
        return expression;
    }

    private static <T> T read(CronField field, String text, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + ", in the field of the " + field + ", '" + text + "'",
                    e);
        }
    }

    private static boolean isRestricted(String days) {
        return !days.startsWith("*") && !days.equals("?");
    }

    /** Tells whether Quartz and Spring would understand it differently, by the numbers of its days of the week. */
    public boolean isAmbiguous() {
        return ambiguous;
    }

    /** Tells whether each of its times comes whenever the clock shows it; else once a day, whatever is done to the clock. */
    public boolean repeats() {
        return repeats;
    }

    /** Returns the first time after that one, if any comes in the next 50 years. */
    public Optional<Instant> next(Instant after, ZoneId zone) {
        return repeats ? nextShown(after, zone.getRules()) : nextOnce(after, zone.getRules());
    }

    private Optional<Instant> nextOnce(Instant after, ZoneRules rules) {
        Optional<LocalDateTime> time = next(local(after, rules));
        while (time.isPresent() && !instant(time.get(), rules).isAfter(after)) { // has come before the clock was put back
            time = next(time.get());
        }
        return time.map(found -> instant(found, rules));
    }

    /** Returns the first instant at which a clock shows the time, or passes it over. */
    private static Instant instant(LocalDateTime time, ZoneRules rules) {
        ZoneOffsetTransition transition = rules.getTransition(time);
        return transition != null && transition.isGap() ? transition.getInstant()
                : time.toInstant(rules.getValidOffsets(time).get(0));
    }

    private Optional<Instant> nextShown(Instant after, ZoneRules rules) {
        Instant from = after;
        Instant last = after.plus(FARTHEST);
        Optional<LocalDateTime> time = next(local(from, rules));
        while (time.isPresent() && from.isBefore(last)) { // all of them may be times that the clock passes over
            Instant shown = time.get().toInstant(rules.getOffset(from));
            ZoneOffsetTransition put = rules.nextTransition(from);
            if (put == null || shown.isBefore(put.getInstant())) {
                return Optional.of(shown);
            }
            from = put.getInstant();
            time = next(local(from, rules).minusNanos(1));
        }
        return Optional.empty();
    }

    private static LocalDateTime local(Instant instant, ZoneRules rules) {
        return LocalDateTime.ofInstant(instant, rules.getOffset(instant));
    }

    /** Returns the first time after that one on a clock that is never put. */
    Optional<LocalDateTime> next(LocalDateTime after) {
        LocalDateTime from = after.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        LocalDate last = from.toLocalDate().plusYears(FARTHEST_YEARS);
        LocalTime time = from.toLocalTime();
        LocalDate day = from.toLocalDate();
        while (day.isBefore(last)) {
            if (!has(months, day.getMonthValue())) {
                day = day.withDayOfMonth(1).plusMonths(1);
            } else {
                LocalTime found = has(day) ? next(time) : null;
                if (found != null) {
                    return Optional.of(day.atTime(found));
                }
                day = day.plusDays(1);
            }
            time = LocalTime.MIDNIGHT;
        }
        return Optional.empty();
    }

    private boolean has(LocalDate day) {
        boolean inMonth = daysOfMonth.hasInMonth(day);
        boolean inWeek = daysOfWeek.hasInWeek(day);
        return eitherDay ? inMonth || inWeek : inMonth && inWeek;
    }

    /** Returns the first time of the day that isn't before that one, or null. */
    private LocalTime next(LocalTime from) {
        int hour = next(hours, from.getHour());
        int minute = hour == from.getHour() ? next(minutes, from.getMinute()) : first(minutes);
        int second = hour == from.getHour() && minute == from.getMinute() ? next(seconds, from.getSecond())
                : first(seconds);
        if (second == NONE) {
            second = first(seconds);
            minute = next(minutes, minute + 1);
        }
        if (minute == NONE) {
            minute = first(minutes);
            second = first(seconds);
            hour = next(hours, hour + 1);
        }
        return hour == NONE ? null : LocalTime.of(hour, minute, second);
    }

    private static boolean has(long bits, int number) {
        return (bits >> number & 1) != 0;
    }

    private static int first(long bits) {
        return Long.numberOfTrailingZeros(bits);
    }

    private static int next(long bits, int from) {
        return Long.numberOfTrailingZeros(bits & -1L << from); // NONE if there is none
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CronExpression expression && expression.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
