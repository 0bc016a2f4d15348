package dev.swell.runtime.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

import org.junit.jupiter.api.Test;

import dev.swell.extension.schedule.CronExpression;
import dev.swell.extension.schedule.Schedule.Cron;
import dev.swell.extension.schedule.Schedule.Every;
import dev.swell.extension.schedule.Schedule.Off;

class BeatTest {

    private static final long MILLI = 1_000_000;
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private Instant wall = Instant.parse("2026-06-01T10:00:00Z");
    private long nano = Long.MAX_VALUE - 3 * MILLI; // overflows soon
    private final Clocks clocks = new Clocks(() -> wall, () -> nano);

    private void goOn(Duration time) {
        wall = wall.plus(time);
        nano += time.toNanos();
    }

    private Beat every(String text) {
        return Beat.of(Every.parse(text), clocks, nano).orElseThrow();
    }

    private Beat cron(String expression) {
        return Beat.of(new Cron(CronExpression.parse(expression), BERLIN), clocks, nano).orElseThrow();
    }

    private void set(Beat beat, String time) {
        Instant now = Instant.parse(time);
        Duration by = Duration.between(wall, now);
        wall = now;
        beat.clockSet(by);
    }

    @Test
    void an_interval_is_first_due_when_it_is_over_and_does_not_drift() {
        Beat beat = every("10ms");
        long start = nano;
        for (int i = 1; i <= 1_000; i++) {
            assertThat(beat.deadline()).isEqualTo(start + i * 10 * MILLI);
            goOn(Duration.ofNanos(beat.deadline() - nano).plusMillis(3)); // always late
            assertThat(beat.advance()).isZero();
        }
    }

    @Test
    void an_interval_that_is_late_comes_once_and_keeps_its_beat() {
        Beat beat = every("10ms");
        long start = nano;
        goOn(Duration.ofMillis(47));

        assertThat(beat.due()).isEqualTo(wall.minusMillis(37));
        assertThat(beat.advance()).isEqualTo(3); // 20, 30, 40
        assertThat(beat.deadline()).isEqualTo(start + 50 * MILLI);
    }

    @Test
    void an_interval_does_not_care_for_the_clock() {
        Beat beat = every("1s");
        long deadline = beat.deadline();
        set(beat, "2027-01-01T00:00:00Z");

        assertThat(beat.isEarly()).isFalse();
        assertThat(beat.deadline()).isEqualTo(deadline);
    }

    @Test
    void the_first_times_of_one_interval_can_lie_apart_and_stay_within_it() {
        long start = nano;

        assertThat(Beat.of(Every.parse("1s"), clocks, nano + 300 * MILLI).orElseThrow().deadline() - start)
                .isEqualTo(1_300 * MILLI);
        assertThat(Beat.of(Every.parse("1ms"), clocks, nano + 300 * MILLI + 7).orElseThrow().deadline() - start)
                .isEqualTo(MILLI + 7);
    }

    @Test
    void intervals_that_begin_together_come_together() {
        long start = nano;
        Beat one = every("10ms");
        goOn(Duration.ofNanos(30_000)); // until the next is declared
        Beat other = Beat.of(Every.parse("50ms"), clocks, start).orElseThrow();

        assertThat(one.deadline() - start).isEqualTo(10 * MILLI);
        assertThat(other.deadline() - start).isEqualTo(50 * MILLI);
    }

    @Test
    void an_interval_that_is_shorter_than_its_declaration_takes_is_not_late() {
        long start = nano;
        goOn(Duration.ofMillis(7));

        assertThat(Beat.of(Every.parse("2ms"), clocks, start).orElseThrow().deadline() - start).isEqualTo(8 * MILLI);
    }

    @Test
    void what_is_off_is_never_due() {
        assertThat(Beat.of(new Off(), clocks, nano)).isEmpty();
    }

    @Test
    void a_time_of_the_clock_is_due_when_the_clock_shows_it() {
        Beat beat = cron("0 30 12 * * *"); // 10:30 UTC

        assertThat(beat.due()).isEqualTo("2026-06-01T10:30:00Z");
        assertThat(beat.deadline() - nano).isEqualTo(Duration.ofMinutes(30).toNanos());
        assertThat(beat.isEarly()).isTrue();
        goOn(Duration.ofMinutes(30));
        assertThat(beat.isEarly()).isFalse();
        beat.advance();
        assertThat(beat.due()).isEqualTo("2026-06-02T10:30:00Z");
    }

    @Test
    void a_clock_put_forward_over_its_time_makes_it_due_once() {
        Beat beat = cron("0 30 12 * * *");
        set(beat, "2026-06-04T08:00:00Z");

        assertThat(beat.isEarly()).isFalse();
        assertThat(beat.deadline() - nano).isNegative();
        beat.advance();
        assertThat(beat.due()).isEqualTo("2026-06-04T10:30:00Z");
    }

    @Test
    void a_clock_put_back_a_little_makes_no_fixed_time_come_twice() {
        Beat beat = cron("0 30 12 * * *");
        goOn(Duration.ofMinutes(30));
        beat.advance();
        set(beat, "2026-06-01T09:30:00Z");

        assertThat(beat.due()).isEqualTo("2026-06-02T10:30:00Z");
    }

    @Test
    void a_clock_put_back_does_not_stall_what_repeats() {
        Beat beat = cron("*/5 * * * *");
        set(beat, "2026-06-01T08:30:01Z");

        assertThat(beat.due()).isEqualTo("2026-06-01T08:35:00Z");
    }

    @Test
    void a_clock_that_was_wrong_by_far_counts_as_set_for_the_first_time() {
        Beat beat = cron("0 30 12 * * *");
        set(beat, "2016-06-01T08:30:01Z");

        assertThat(beat.due()).isEqualTo("2016-06-01T10:30:00Z");
    }

    @Test
    void a_deadline_that_comes_before_the_clock_shows_its_time_is_early() {
        Beat beat = cron("0 30 12 * * *");
        nano += Duration.ofMinutes(30).toNanos();
        wall = wall.plus(Duration.ofMinutes(29)); // put back meanwhile

        assertThat(beat.isEarly()).isTrue();
        assertThat(beat.deadline() - nano).isEqualTo(Duration.ofMinutes(1).toNanos());
    }
}
