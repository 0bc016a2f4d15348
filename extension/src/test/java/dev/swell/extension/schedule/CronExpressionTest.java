package dev.swell.extension.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.swell.extension.schedule.Schedule.Cron;

class CronExpressionTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static List<String> times(String expression, String from, int count) {
        List<String> times = new ArrayList<>();
        LocalDateTime time = LocalDateTime.parse(from);
        for (int i = 0; i < count; i++) {
            time = CronExpression.parse(expression).next(time).orElseThrow();
            times.add(time.toString());
        }
        return times;
    }

    private static List<String> instants(String expression, ZoneId zone, String from, int count) {
        List<String> instants = new ArrayList<>();
        Instant time = Instant.parse(from);
        for (int i = 0; i < count; i++) {
            time = CronExpression.parse(expression).next(time, zone).orElseThrow();
            instants.add(time.atZone(zone).toOffsetDateTime().toString());
        }
        return instants;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "*/15 * * * *           | 2026-01-01T00:15",
            "0 30 2 * * MON-FRI     | 2026-01-01T02:30",
            "* * * * * *            | 2026-01-01T00:00:02",
            "0 0 12 L * ?           | 2026-01-31T12:00",
            "0 0 12 LW * ?          | 2026-01-30T12:00",
            "0 0 12 L-2 * ?         | 2026-01-29T12:00",
            "0 0 12 L-1W * ?        | 2026-01-30T12:00",
            "0 0 12 1W * ?          | 2026-01-01T12:00",
            "0 0 12 1W 8 ?          | 2026-08-03T12:00",
            "0 0 12 31W 1 ?         | 2026-01-30T12:00",
            "0 0 12 31W 10 ?        | 2026-10-30T12:00",
            "0 0 12 30W 2,3 ?       | 2026-03-30T12:00",
            "0 0 12 ? * 6L          | 2026-01-30T12:00",
            "0 0 12 ? * FRIL        | 2026-01-30T12:00",
            "0 0 12 ? * MON#2       | 2026-01-12T12:00",
            "0 0 12 ? * 2#2         | 2026-01-12T12:00",
            "0 0 12 * * 1#2         | 2026-01-12T12:00",
            "0 0 12 ? * L           | 2026-01-03T12:00",
            "0 12 * * 7             | 2026-01-04T12:00",
            "0 12 * * 0             | 2026-01-04T12:00",
            "0 12 * * FRI-SUN       | 2026-01-02T12:00",
            "0 12 * * SAT-MON       | 2026-01-03T12:00",
            "0 12 * * 5-7           | 2026-01-02T12:00",
            "0 12 L * *             | 2026-01-31T12:00",
            "0 12 15W * *           | 2026-01-15T12:00",
            "0 12 * * 5#3           | 2026-01-16T12:00",
            "0 12 * feb,apr mon     | 2026-02-02T12:00",
            "0 22-2 * * *           | 2026-01-01T01:00",
            "0 0 22-2 * * *         | 2026-01-01T01:00",
            "0 0 12 29 2 ?          | 2028-02-29T12:00",
            "@daily                 | 2026-01-02T00:00",
            "@Hourly                | 2026-01-01T01:00",
            "@weekly                | 2026-01-04T00:00",
    })
    void the_first_time_after_new_year(String expression, String expected) {
        assertThat(times(expression, "2026-01-01T00:00:01", 1)).containsExactly(expected);
    }

    @Test
    void with_five_fields_either_restricted_day_is_enough() {
        assertThat(times("0 0 13 * FRI", "2026-02-01T00:00", 4)).containsExactly("2026-02-06T00:00",
                "2026-02-13T00:00", "2026-02-20T00:00", "2026-02-27T00:00");
        assertThat(times("0 0 */2 * MON", "2026-02-01T00:00", 2)).containsExactly("2026-02-09T00:00",
                "2026-02-23T00:00");
    }

    @Test
    void with_six_fields_both_restricted_days_must_hold() {
        assertThat(times("0 0 0 13 * FRI", "2026-02-01T00:00", 3)).containsExactly("2026-02-13T00:00",
                "2026-03-13T00:00", "2026-11-13T00:00");
    }

    @Test
    void steps_over_the_week_begin_where_each_writing_has_its_first_day() {
        assertThat(times("0 0 * * */3", "2026-02-01T00:00:01", 3)) // SUN, WED, SAT
                .containsExactly("2026-02-04T00:00", "2026-02-07T00:00", "2026-02-08T00:00");
        assertThat(times("0 0 0 ? * */3", "2026-02-01T00:00:01", 3)) // SUN, WED, SAT
                .containsExactly("2026-02-04T00:00", "2026-02-07T00:00", "2026-02-08T00:00");
        assertThat(times("0 0 0 * * */3", "2026-02-01T00:00:01", 3)) // MON, THU, SUN
                .containsExactly("2026-02-02T00:00", "2026-02-05T00:00", "2026-02-08T00:00");
    }

    @Test
    void a_fixed_time_that_the_clock_leaves_out_comes_when_it_is_put_forward_and_once() {
        assertThat(instants("0 30 2 * * *", BERLIN, "2026-03-28T12:00:00Z", 2))
                .containsExactly("2026-03-29T03:00+02:00", "2026-03-30T02:30+02:00");
        assertThat(instants("0,30 2 * * *", BERLIN, "2026-03-28T12:00:00Z", 2))
                .containsExactly("2026-03-29T03:00+02:00", "2026-03-30T02:00+02:00");
        assertThat(instants("0 0 3 * * *", BERLIN, "2026-03-28T12:00:00Z", 2))
                .containsExactly("2026-03-29T03:00+02:00", "2026-03-30T03:00+02:00");
    }

    @Test
    void a_fixed_time_that_the_clock_shows_twice_comes_once() {
        assertThat(instants("0 30 2 * * *", BERLIN, "2026-10-24T12:00:00Z", 2))
                .containsExactly("2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00");
        assertThat(instants("0 30 2 * * *", BERLIN, "2026-10-25T01:15:00Z", 1)) // 02:15 for the second time
                .containsExactly("2026-10-26T02:30+01:00");
    }

    @Test
    void what_repeats_comes_whenever_the_clock_shows_it() {
        assertThat(instants("0 */30 * * * *", BERLIN, "2026-03-29T00:00:00Z", 3)) // 01:00
                .containsExactly("2026-03-29T01:30+01:00", "2026-03-29T03:00+02:00", "2026-03-29T03:30+02:00");
        assertThat(instants("*/30 * * * *", BERLIN, "2026-10-24T23:45:00Z", 6)).containsExactly(
                "2026-10-25T02:00+02:00", "2026-10-25T02:30+02:00", "2026-10-25T02:00+01:00",
                "2026-10-25T02:30+01:00", "2026-10-25T03:00+01:00", "2026-10-25T03:30+01:00");
        assertThat(instants("0 */20 2 * * *", BERLIN, "2026-03-28T12:00:00Z", 1))
                .containsExactly("2026-03-30T02:00+02:00");
    }

    @Test
    void a_zone_that_leaves_out_a_whole_day_has_its_fixed_times_when_the_clock_is_put() {
        assertThat(instants("0 0 12 * * *", ZoneId.of("Pacific/Apia"), "2011-12-30T00:00:00Z", 2))
                .containsExactly("2011-12-31T00:00+14:00", "2011-12-31T12:00+14:00");
    }

    @Test
    void a_day_that_is_decades_away_is_found() {
        assertThat(CronExpression.parse("0 0 0 29 2 SUN").next(Instant.parse("2072-03-01T00:00:00Z"), ZoneOffset.UTC))
                .contains(Instant.parse("2088-02-29T00:00:00Z"));
    }

    @ParameterizedTest
    @Timeout(10)
    @CsvSource({"0 */15 2 ? 3 SUNL, Europe/Berlin", "*/10 2 * 3 0L, Europe/Berlin",
            "0 */15 2 ? 3 SUN#2, America/New_York"})
    void times_that_the_clock_always_passes_over_never_come(String expression, ZoneId zone) {
        assertThat(CronExpression.parse(expression).next(Instant.parse("2026-03-01T00:00:00Z"), zone)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> Cron.parse(expression, zone))
                .withMessageStartingWith("'" + expression + "' never comes in the time zone " + zone);
        assertThat(Cron.parse(expression, ZoneOffset.UTC).zone()).isEqualTo(ZoneOffset.UTC);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "''              | '' has 0 fields instead of five or six",
            "* * * *         | '* * * *' has 4 fields instead of five or six",
            "0 0 0 1 1 ? 2030 | '0 0 0 1 1 ? 2030' has 7 fields instead of five or six",
            "60 * * * *      | '60 * * * *': '60' is no number from 0 to 59, in the field of the minutes, '60'",
            "0 0 * * MOON    | '0 0 * * MOON': 'MOON' is no name or number from 0 to 7, in the field of the day of the week",
            "0 0 0 ? * 0     | '0 0 0 ? * 0': '0' is no name or number from 1 (SUN) to 7 (SAT), in the field of the day of",
            "*/0 * * * *     | '*/0 * * * *': a step is from 1 to 60 there, not '0', in the field of the minutes, '*/0'",
            "*/61 * * * *    | '*/61 * * * *': a step is from 1 to 60 there, not '61'",
            "*/5/5 * * * *   | '*/5/5 * * * *': a step is from 1 to 60 there, not '5/5'",
            "1,,2 * * * *    | '1,,2 * * * *': '' is no number from 0 to 59",
            "0 0 L-31 * *    | '0 0 L-31 * *': no month has a day 31 days before its last",
            "0 0 * * FRI#6   | '0 0 * * FRI#6': a month has no weekday number 6: 1 to 5",
            "0 0 0 30 2 ?    | '0 0 0 30 2 ?': there is no such day; examples: '0 30 2 * * MON-FRI'",
            "? * * * *       | '? * * * *': '?' is no number from 0 to 59",
            "@noon           | '@noon' has 1 fields instead of five or six",
    })
    void what_is_wrong_is_said(String expression, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> CronExpression.parse(expression))
                .withMessageStartingWith(message).withMessageContaining("examples: ");
    }

    @Test
    void numbers_of_days_of_the_week_are_told_of_where_quartz_and_spring_differ() {
        assertThat(CronExpression.parse("0 0 12 ? * 2").isAmbiguous()).isTrue();
        assertThat(CronExpression.parse("0 0 12 ? * 5#3").isAmbiguous()).isTrue();
        assertThat(CronExpression.parse("0 0 12 ? * MON#3").isAmbiguous()).isFalse();
        assertThat(CronExpression.parse("0 0 12 ? * */2").isAmbiguous()).isFalse();
        assertThat(CronExpression.parse("0 0 12 * * 2").isAmbiguous()).isFalse();
    }
}
