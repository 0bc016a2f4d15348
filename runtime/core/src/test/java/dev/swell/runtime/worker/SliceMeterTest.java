package dev.swell.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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

    @Test
    void movesWhatIsVeryLongNowAndThen() {
        for (int i = 0; i < 2; i++) {
            shorts(90);
            meter.took(millis(200));
        }
        assertThat(meter.isMoved()).isTrue();
    }

    @Test
    void remembersForLongerWhatTookLonger() {
        meter.took(millis(200));
        shorts(190);
        meter.took(millis(200));
        assertThat(meter.isMoved()).isTrue();
    }

    @Test
    void forgetsWhatIsLongOnceInAWhile() {
        for (int i = 0; i < 10; i++) {
            meter.took(millis(25));
            shorts(101);
        }
        assertThat(meter.isMoved()).isFalse();
    }

    @Test
    void movesWhatIsLongAfterEachWait() {
        for (int i = 0; i < 10; i++) {
            shorts(1);
            meter.took(millis(15));
        }
        assertThat(meter.isMoved()).isTrue();
    }

    @Test
    void movesWhatTakesMoreThanAMillisecondOnAverage() {
        for (int i = 0; i < 100; i++) {
            shorts(2);
            meter.took(millis(4));
        }
        assertThat(meter.isMoved()).isTrue();
    }

    @Test
    void leavesAloneWhatTakesLessOnAverage() {
        for (int i = 0; i < 1_000; i++) {
            shorts(4);
            meter.took(millis(4));
        }
        assertThat(meter.isMoved()).isFalse();
    }

    /** Its first calls load classes, each fewer. */
    @Test
    void leavesAloneWhatIsSlowAtFirst() {
        for (long millis : new long[]{500, 12, 8, 5, 3, 2, 2}) {
            meter.took(millis(millis));
        }
        assertThat(meter.isMoved()).isFalse();
    }

    @Test
    void isTriedByOneAtATime() {
        SliceMeter eager = new SliceMeter("Route '/busy'", Duration.ofSeconds(1));
        for (int i = 0; i < 100; i++) {
            eager.took(millis(2));
        }
        assertThat(eager.isMoved()).isTrue();
        await().until(eager::mayRunHere);
        assertThat(eager.mayRunHere()).as("another one").isFalse();
        shorts(eager, 1);
        assertThat(eager.isMoved()).isFalse();
        eager.took(millis(2));
        assertThat(eager.isMoved()).as("once more too long").isTrue();
        assertThat(eager.mayRunHere()).isFalse();
    }

    private void shorts(int count) {
        shorts(meter, count);
    }

    private static void shorts(SliceMeter meter, int count) {
        for (int i = 0; i < count; i++) {
            meter.took(20_000);
        }
    }

    private static long millis(long count) {
        return Duration.ofMillis(count).toNanos();
    }
}
