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
        assertThat(gate.admit(0, waited -> started.add("a"))).isTrue();
        assertThat(gate.admit(0, waited -> started.add("b"))).isTrue();
        assertThat(gate.admit(0, waited -> started.add("c"))).isTrue();
        assertThat(gate.admit(0, waited -> started.add("d"))).isTrue();
        assertThat(gate.admit(0, waited -> started.add("e"))).isFalse();
        assertThat(started).containsExactly("a", "b");
        assertThat(gate.waiting()).isEqualTo(2);
        gate.leave(0);
        gate.leave(0);
        assertThat(started).containsExactly("a", "b", "c", "d");
        gate.leave(0);
        gate.leave(0);
        assertThat(gate.running()).isZero();
        assertThat(gate.waiting()).isZero();
    }

    /** It must not run on the thread that has made room, which may have thousands to start. */
    @Test
    void tellsWhetherItHasWaited() {
        Gate gate = new Gate(1, 2);
        List<Boolean> waited = new ArrayList<>();
        gate.admit(0, waited::add);
        gate.admit(0, waited::add);
        gate.leave(0);
        assertThat(waited).containsExactly(false, true);
    }

    @Test
    void standsWorkThatIsOverWhenItStarts() {
        Gate gate = new Gate(1, 100_000);
        AtomicInteger started = new AtomicInteger();
        gate.admit(0, waited -> {});
        for (int i = 0; i < 100_000; i++) {
            gate.admit(0, waited -> {
                started.incrementAndGet();
                gate.leave(0);
            });
        }
        gate.leave(0);
        assertThat(started).hasValue(100_000);
        assertThat(gate.running()).isZero();
    }

    @Test
    void startsTheOthersWhenOneCannot() {
        Gate gate = new Gate(2, 2);
        List<String> started = new ArrayList<>();
        gate.admit(0, waited -> {});
        gate.admit(0, waited -> {});
        gate.admit(0, waited -> {
            throw new IllegalStateException("no thread");
        });
        gate.admit(0, waited -> started.add("b"));
        gate.leave(0);
        gate.leave(0);
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
            int stripe = caller % Stripes.COUNT;
            callers.execute(() -> {
                for (int i = 0; i < 10_000; i++) {
                    gate.admit(stripe, waited -> work.execute(() -> {
                        most.accumulateAndGet(now.incrementAndGet(), Math::max);
                        now.decrementAndGet();
                        done.incrementAndGet();
                        gate.leave(stripe);
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
        assertThat(gate.running()).isZero();
    }

    @Test
    void findsRoomThatOtherThreadsKeep() {
        Gate gate = new Gate(64, 0);
        for (int i = 0; i < 64; i++) {
            assertThat(gate.admit(i % Stripes.COUNT, waited -> {})).isTrue();
        }
        assertThat(gate.admit(0, waited -> {})).isFalse();
        assertThat(gate.running()).isEqualTo(64);
        for (int i = 0; i < 64; i++) {
            gate.leave(Stripes.COUNT - 1);
        }
        for (int i = 0; i < 64; i++) {
            assertThat(gate.admit(0, waited -> {})).isTrue();
        }
        assertThat(gate.admit(0, waited -> {})).isFalse();
    }
}
