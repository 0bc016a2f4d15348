package dev.swell.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class SliceMeterTest {

    private final SliceMeter meter = new SliceMeter("Route '/busy'");

    @Test
    void leavesAloneWhatIsLongOnce() {
        meter.took(millis(300));
        assertThat(meter.isMoved()).isFalse();
        meter.took(millis(300));
        assertThat(meter.isMoved()).isTrue();
        assertThat(meter.mayRunHere()).isFalse();
        assertThat(meter.longestNanos()).isEqualTo(millis(300));
    }

    @Test
    void triesAgainLaterWhatTakesLonger() {
        assertThat(meter.pauseAfter(millis(2))).isEqualTo(Duration.ofSeconds(10));
        assertThat(meter.pauseAfter(millis(200))).isEqualTo(Duration.ofSeconds(100));
        assertThat(meter.pauseAfter(millis(60_000))).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void triesAgainLaterEachTime() {
        meter.took(millis(100));
        meter.took(millis(100));
        assertThat(meter.pauseAfter(millis(2))).isEqualTo(Duration.ofSeconds(100));
    }

    private static long millis(long count) {
        return Duration.ofMillis(count).toNanos();
    }
}
