package dev.swell.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class GateTest {

    @Test
    void startsAsManyAsFitAndTheRestInOrder() {
        Gate gate = new Gate(2, 2);
        List<String> started = new ArrayList<>();
        assertThat(gate.admit(() -> started.add("a"))).isTrue();
        assertThat(gate.admit(() -> started.add("b"))).isTrue();
        assertThat(gate.admit(() -> started.add("c"))).isTrue();
        assertThat(gate.admit(() -> started.add("d"))).isTrue();
        assertThat(gate.admit(() -> started.add("e"))).isFalse();
        assertThat(started).containsExactly("a", "b");
        assertThat(gate.waiting()).isEqualTo(2);
        gate.leave();
        gate.leave();
        assertThat(started).containsExactly("a", "b", "c", "d");
        gate.leave();
        gate.leave();
        assertThat(gate.running()).isZero();
        assertThat(gate.waiting()).isZero();
    }

    @Test
    void standsWorkThatIsOverWhenItStarts() {
        Gate gate = new Gate(1, 100_000);
        AtomicInteger started = new AtomicInteger();
        gate.admit(() -> {});
        for (int i = 0; i < 100_000; i++) {
            gate.admit(() -> {
                started.incrementAndGet();
                gate.leave();
            });
        }
        gate.leave();
        assertThat(started).hasValue(100_000);
        assertThat(gate.running()).isZero();
    }

    @Test
    void startsTheOthersWhenOneCannot() {
        Gate gate = new Gate(2, 2);
        List<String> started = new ArrayList<>();
        gate.admit(() -> {});
        gate.admit(() -> {});
        gate.admit(() -> {
            throw new IllegalStateException("no thread");
        });
        gate.admit(() -> started.add("b"));
        gate.leave();
        gate.leave();
        assertThat(started).containsExactly("b");
    }

    @Test
    @Tag("threads")
    void neverRunsMoreThanAllowedNorForgetsOne() throws InterruptedException {
        Gate gate = new Gate(3, 100_000);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        ExecutorService work = Executors.newFixedThreadPool(8);
        ExecutorService callers = Executors.newFixedThreadPool(4);
        for (int caller = 0; caller < 4; caller++) {
            callers.execute(() -> {
                for (int i = 0; i < 10_000; i++) {
                    gate.admit(() -> work.execute(() -> {
                        most.accumulateAndGet(now.incrementAndGet(), Math::max);
                        now.decrementAndGet();
                        done.incrementAndGet();
                        gate.leave();
                    }));
                }
            });
        }
        callers.shutdown();
        assertThat(callers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        await().until(() -> done.get() == 40_000);
        work.shutdown();
        assertThat(most.get()).isLessThanOrEqualTo(3);
        assertThat(gate.waiting()).isZero();
    }
}
