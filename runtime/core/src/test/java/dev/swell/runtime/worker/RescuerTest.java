package dev.swell.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;

/** What looks after the I/O threads outlives what stops others. */
@Tag("threads")
@Tag("loop")
class RescuerTest {

    private static final int MANY = 100; // more than there are spare threads at first

    private final AtomicBoolean over = new AtomicBoolean();
    private XnioWorker worker;
    private XnioIoThread io;
    private Handover handover;

    @BeforeEach
    void start() throws IOException {
        worker = Xnio.getInstance(RescuerTest.class.getClassLoader())
                .createWorker(OptionMap.create(Options.WORKER_IO_THREADS, 1));
        io = worker.getIoThread();
        handover = new LoopHandover(RescuerTest.class.getClassLoader(), Optional.empty());
    }

    @AfterEach
    void stop() {
        over.set(true);
        handover.close();
        worker.shutdownNow();
    }

    @Test
    void goesOnLookingWhenThereIsNoMemory() {
        Loop loop = Loop.of(io);
        AtomicInteger looks = new AtomicInteger();
        Rescuer rescuer = new Rescuer(() -> {
            int look = looks.incrementAndGet();
            if (look > 1 && look < 10) {
                throw new OutOfMemoryError("on purpose");
            }
            return over.get() ? List.of() : List.of(loop);
        }, Thread::new);
        rescuer.begin();
        await().until(() -> {
            rescuer.goOn(); // as if something were ready
            return looks.get() > 20;
        });
    }

    @Test
    void triesAgainWhenItsThreadCannotBeStarted() {
        Loop loop = Loop.of(io);
        AtomicInteger started = new AtomicInteger();
        Rescuer rescuer = new Rescuer(() -> over.get() ? List.of() : List.of(loop), code -> new Thread(code) {
            @Override
            public void start() {
                if (started.getAndIncrement() == 0) {
                    throw new OutOfMemoryError("unable to create native thread");
                }
                super.start();
            }
        });
        rescuer.begin();
        await().until(() -> {
            rescuer.goOn();
            return started.get() == 2;
        });
    }

    static final class Slow {
        static final CountDownLatch GATE = new CountDownLatch(1);
    }

    static final class Initialised {
        static final boolean IN_TIME = await();

        private static boolean await() {
            try {
                return Slow.GATE.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                return false;
            }
        }
    }

    /** Each holds its carrier until the last one has run. */
    @Test
    void runsWhatMoreSlicesWaitForThanThereAreSpareThreads() throws InterruptedException {
        CompletableFuture<Void> begin = new CompletableFuture<>();
        AtomicInteger inTime = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(MANY);
        for (int i = 0; i < MANY; i++) {
            carry(begin, () -> {
                inTime.addAndGet(Initialised.IN_TIME ? 1 : 0);
                done.countDown();
            });
        }
        await().until(() -> handover.busy().size() == MANY);
        CompletableFuture<Void> last = new CompletableFuture<>();
        carry(last, Slow.GATE::countDown);
        await().until(() -> handover.busy().size() == MANY + 1);
        io.execute(() -> {
            begin.complete(null);
            last.complete(null);
        });
        assertThat(done.await(30, TimeUnit.SECONDS)).as("all have ended").isTrue();
        assertThat(inTime).as("those that were not held for ever").hasValue(MANY);
    }

    private void carry(CompletableFuture<Void> begin, Runnable then) {
        io.execute(() -> handover.hand(io, () -> {
            begin.join();
            then.run();
        }));
    }

    @Test
    void hasFewSpareThreadsForSlicesThatGetOn() throws InterruptedException {
        AtomicInteger made = new AtomicInteger();
        SpareThreads spares = new SpareThreads(Duration.ofSeconds(10), code -> {
            made.incrementAndGet();
            Thread thread = new Thread(code);
            thread.setDaemon(true);
            return thread;
        });
        CountDownLatch done = new CountDownLatch(20_000);
        for (int i = 0; i < 20_000; i++) {
            spares.execute(done::countDown);
            spares.look();
        }
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(made.get()).isLessThanOrEqualTo(64);
    }
}
