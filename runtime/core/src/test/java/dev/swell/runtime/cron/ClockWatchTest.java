package dev.swell.runtime.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import dev.swell.runtime.LoggedLines;
import dev.swell.runtime.timer.Timer;

class ClockWatchTest {

    @Test
    void it_tells_by_how_much_the_clock_was_set_once() throws InterruptedException {
        AtomicReference<Duration> set = new AtomicReference<>(Duration.ZERO);
        BlockingQueue<Duration> told = new LinkedBlockingQueue<>();
        try (Timer timer = Timer.start(); LoggedLines log = LoggedLines.of("dev.swell.cron")) {
            new ClockWatch(timer, new Clocks(() -> Instant.now().plus(set.get()), System::nanoTime), told::add).start();
            set.set(Duration.ofHours(-1));
            assertThat(told.poll(10, TimeUnit.SECONDS)).isBetween(Duration.ofMinutes(-61), Duration.ofMinutes(-59));
            set.set(Duration.ZERO);
            assertThat(told.poll(10, TimeUnit.SECONDS)).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
            assertThat(told).isEmpty();
            assertThat(log.withId("SWELL-732")).hasSize(2).first().asString().contains("was set by PT-");
        }
    }
}
