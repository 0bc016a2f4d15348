package dev.swell.extension.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** Over 100,000 random expressions, against Quartz and Spring. */
class CronExpressionPropertyTest {

    private static final int EACH = 34_000;
    private static final int CHANGES = 4_000;
    private static final int LAST_YEAR = 2045; // of what is looked for: the others search less far than we do
    private static final List<ZoneId> ZONES = Stream.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe")
            .map(ZoneId::of).toList();

    private final RandomExpressions expressions = new RandomExpressions(20_260_406);

    private LocalDateTime someTime() {
        return LocalDateTime.of(2023, 1, 1, 0, 0).plusSeconds(expressions.random().nextInt(6 * 365 * 86_400));
    }

    private static Optional<LocalDateTime> quartz(String expression, LocalDateTime after) {
        try {
            org.quartz.CronExpression quartz = new org.quartz.CronExpression(expression);
            quartz.setTimeZone(TimeZone.getTimeZone("UTC"));
            return Optional.ofNullable(quartz.getNextValidTimeAfter(Date.from(after.toInstant(ZoneOffset.UTC))))
                    .map(date -> LocalDateTime.ofInstant(date.toInstant(), ZoneOffset.UTC));
        } catch (java.text.ParseException e) {
            throw new IllegalArgumentException(expression, e);
        }
    }

    private static Optional<LocalDateTime> spring(String expression, LocalDateTime after) {
        return Optional.ofNullable(org.springframework.scheduling.support.CronExpression.parse(expression).next(after));
    }

    private static Optional<LocalDateTime> ours(String expression, LocalDateTime after) {
        try {
            return CronExpression.parse(expression).next(after);
        } catch (IllegalArgumentException e) {
            if (e.getMessage().contains("there is no such day")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static void assertSame(String expression, LocalDateTime after, Optional<LocalDateTime> theirs) {
        Optional<LocalDateTime> ours = ours(expression, after);
        if (ours.isEmpty() || ours.get().getYear() < LAST_YEAR || theirs.isPresent()) {
            assertThat(ours).as("'%s' after %s", expression, after).isEqualTo(theirs);
        }
    }

    @Test
    void six_fields_with_a_question_mark_are_as_quartz_has_them() {
        for (int i = 0; i < EACH; i++) {
            String time = expressions.seconds() + " " + expressions.time() + " ";
            String expression = time + (i % 2 == 0 ? expressions.dayOfMonth() + " " + expressions.month() + " ?"
                    : "? " + expressions.month() + " " + expressions.quartzDayOfWeek());
            LocalDateTime after = someTime();
            assertSame(expression, after, quartz(expression, after));
        }
    }

    @Test
    void six_fields_without_one_are_as_spring_has_them() {
        for (int i = 0; i < EACH; i++) {
            String expression = expressions.seconds() + " " + expressions.time() + " " + expressions.dayOfMonth() + " "
                    + expressions.month() + " " + expressions.dayOfWeek();
            LocalDateTime after = someTime();
            assertSame(expression, after, spring(expression, after));
        }
    }

    @Test
    void five_fields_are_as_unix_has_them() {
        for (int i = 0; i < EACH; i++) {
            String time = expressions.time() + " ";
            String dayOfMonth = expressions.dayOfMonth();
            String month = " " + expressions.month() + " ";
            String dayOfWeek = expressions.dayOfWeek();
            LocalDateTime after = someTime();
            Optional<LocalDateTime> expected = dayOfMonth.startsWith("*") || dayOfWeek.startsWith("*")
                    ? spring("0 " + time + dayOfMonth + month + dayOfWeek, after)
                    : earlier(spring("0 " + time + dayOfMonth + month + "*", after),
                            spring("0 " + time + "*" + month + dayOfWeek, after));
            assertSame(time + dayOfMonth + month + dayOfWeek, after, expected);
        }
    }

    private static Optional<LocalDateTime> earlier(Optional<LocalDateTime> one, Optional<LocalDateTime> other) {
        return Stream.of(one, other).flatMap(Optional::stream).min(LocalDateTime::compareTo);
    }

    /** What a clock shows that is put is found by Spring on one that isn't, and brought to the other by the rules. */
    @Test
    void times_come_as_promised_where_the_clock_is_put() {
        for (int i = 0; i < CHANGES; i++) {
            ZoneId zone = ZONES.get(i % ZONES.size());
            ZoneOffsetTransition change = zone.getRules()
                    .nextTransition(someTime().toInstant(ZoneOffset.UTC));
            String expression = "0 " + expressions.random().nextInt(60) + (i % 4 == 0 ? "" : "/" + (1 + i % 59))
                    + (i % 3 == 0 ? " *" : i % 3 == 1 ? " 1-3" : " 0,2") + " "
                    + expressions.daysAround(change.getDateTimeBefore().toLocalDate());
            Instant from = change.getInstant().minus(30, ChronoUnit.HOURS);
            Instant to = change.getInstant().plus(30, ChronoUnit.HOURS);

            assertThat(chain(CronExpression.parse(expression), zone, from, to))
                    .as("'%s' in %s around %s", expression, zone, change)
                    .isEqualTo(promised(expression, zone, from, to));
        }
    }

    private static List<Instant> chain(CronExpression expression, ZoneId zone, Instant from, Instant to) {
        List<Instant> all = new ArrayList<>();
        for (Optional<Instant> next = expression.next(from, zone); next.isPresent()
                && next.get().isBefore(to); next = expression.next(next.get(), zone)) {
            all.add(next.get());
        }
        return all;
    }

    private static List<Instant> promised(String expression, ZoneId zone, Instant from, Instant to) {
        boolean repeats = expression.matches("\\S+ (\\S*[*/]\\S* \\S+|\\S+ \\*) .*");
        TreeSet<Instant> all = new TreeSet<>();
        LocalDateTime start = LocalDateTime.ofInstant(from, zone).minusDays(1);
        LocalDateTime end = LocalDateTime.ofInstant(to, zone).plusDays(1);
        for (Optional<LocalDateTime> time = spring(expression, start); time.isPresent()
                && time.get().isBefore(end); time = spring(expression, time.get())) {
            all.addAll(shown(time.get(), zone, repeats));
        }
        return all.stream().filter(instant -> instant.isAfter(from) && instant.isBefore(to)).toList();
    }

    private static List<Instant> shown(LocalDateTime time, ZoneId zone, boolean repeats) {
        List<Instant> instants = zone.getRules().getValidOffsets(time).stream().map(time::toInstant).sorted().toList();
        if (repeats) {
            return instants;
        }
        return List.of(instants.isEmpty() ? zone.getRules().getTransition(time).getInstant() : instants.get(0));
    }

    @Test
    void on_ordinary_days_a_zone_is_as_quartz_has_it() throws java.text.ParseException {
        for (int i = 0; i < EACH / 10; i++) {
            ZoneId zone = ZONES.get(i % ZONES.size());
            String expression = expressions.seconds() + " " + expressions.time() + " ? * MON-FRI";
            org.quartz.CronExpression quartz = new org.quartz.CronExpression(expression);
            quartz.setTimeZone(TimeZone.getTimeZone(zone));
            ZonedDateTime after = someTime().withMonth(6).atZone(zone);
            assertThat(CronExpression.parse(expression).next(after.toInstant(), zone))
                    .as("'%s' after %s", expression, after)
                    .contains(quartz.getNextValidTimeAfter(Date.from(after.toInstant())).toInstant());
        }
    }
}
