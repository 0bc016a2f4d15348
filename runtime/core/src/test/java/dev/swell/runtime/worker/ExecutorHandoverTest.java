package dev.swell.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

class ExecutorHandoverTest {

    private final AtomicInteger done = new AtomicInteger();

    @Test
    void refusesWorkWhenTooMuchWaitsAndLosesNone() {
        CountDownLatch go = new CountDownLatch(1);
        try (Handover pool = Handover.pool(1, 1, getClass().getClassLoader())) {
            CountDownLatch begun = new CountDownLatch(1);
            pool.hand(null, () -> {
                begun.countDown();
                await().until(() -> go.getCount() == 0);
            });
            await().until(() -> begun.getCount() == 0);
            for (int i = 0; i < ExecutorHandover.MAX_WAITING; i++) {
                pool.hand(null, done::incrementAndGet);
            }
            assertThatThrownBy(() -> pool.hand(null, done::incrementAndGet))
                    .isInstanceOf(RejectedExecutionException.class);
            go.countDown();
            await().until(() -> done.get() == ExecutorHandover.MAX_WAITING);
        }
    }

    @Test
    void goesOnAfterWorkThatThrowsOrLeavesAnInterrupt() {
        try (Handover pool = Handover.pool(1, 1, getClass().getClassLoader())) {
            pool.hand(null, () -> {
                throw new NoClassDefFoundError("on purpose");
            });
            pool.hand(null, () -> Thread.currentThread().interrupt());
            pool.hand(null, () -> {
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
                done.incrementAndGet();
            });
            await().until(() -> done.get() == 1);
        }
    }
}
