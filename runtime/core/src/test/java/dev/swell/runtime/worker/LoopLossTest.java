package dev.swell.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;

/** Work on several I/O threads that waits in all ways there are: none is lost, and no lease, or a reload would wait for ever. */
@Tag("threads")
@Tag("loop")
class LoopLossTest {

    private static final int WORKS = Integer.getInteger("test.works", 20_000);
    private static final int AT_ONCE = 500;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Lease lease = new Lease();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger tooFew = new AtomicInteger();
    private final Semaphore room = new Semaphore(AT_ONCE);
    private final Object monitor = new Object();
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedTransferQueue<CompletableFuture<Void>> meetings = new LinkedTransferQueue<>();
    private XnioWorker worker;
    private Handover handover;

    @BeforeEach
    void start() throws IOException {
        worker = Xnio.getInstance(LoopLossTest.class.getClassLoader())
                .createWorker(OptionMap.create(Options.WORKER_IO_THREADS, 3));
        handover = new LoopHandover(LoopLossTest.class.getClassLoader(), Optional.empty());
    }

    @AfterEach
    void stop() {
        handover.close();
        worker.shutdownNow();
    }

    @Test
    void losesNoWorkAndNoLease() throws InterruptedException {
        for (int i = 0; i < WORKS; i++) {
            int number = i;
            XnioIoThread io = worker.getIoThread(number);
            room.acquire();
            io.execute(() -> begin(io, number));
            if (number % 50 == 0) {
                io.execute(this::holdUp);
            }
        }
        await().atMost(LIMIT).until(() -> lease.active() == 0);
        assertThat(done).as("works that were done when the last lease was returned").hasValue(WORKS);
        assertThat(tooFew).as("works that have seen fewer leases than there were").hasValue(0);
        await().until(() -> handover.busy().isEmpty());
    }

    /** As when the process may have no more threads: the next look tries again. */
    @Test
    void losesNothingWhenNoSpareThreadCanBeStarted() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        while (!isRefused(over)) { // the rescuer itself was faster
            assertThat(over.await(20, TimeUnit.SECONDS)).isTrue();
            over = new CountDownLatch(1);
        }
        assertThat(over.await(20, TimeUnit.SECONDS)).as("it was lost").isTrue();
    }

    /** Has work get ready while its I/O thread stands still, and a spare thread refused for it; false if there was none. */
    private boolean isRefused(CountDownLatch over) throws Exception {
        XnioIoThread io = worker.getIoThread(0);
        CompletableFuture<Void> gate = new CompletableFuture<>();
        CompletableFuture<Boolean> refused = new CompletableFuture<>();
        io.execute(() -> handover.hand(io, () -> {
            gate.join();
            over.countDown();
        }));
        await().until(() -> handover.busy().size() == 1);
        io.execute(() -> {
            gate.complete(null);
            try {
                Rescuer.run(Loop.of(io), spare -> {
                    throw new OutOfMemoryError("unable to create native thread");
                });
                refused.complete(false);
            } catch (OutOfMemoryError e) {
                refused.complete(true);
            }
        });
        return refused.get(20, TimeUnit.SECONDS);
    }

    /** As a request does: the lease is taken on the I/O thread, and returned wherever the work ends. */
    private void begin(XnioIoThread io, int number) {
        int stripe = Stripes.of(io);
        lease.enter(stripe);
        handover.hand(io, () -> {
            try {
                wait(number);
                tooFew.addAndGet(lease.active() > 0 ? 0 : 1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                done.incrementAndGet();
                lease.leave((stripe + number) % Stripes.COUNT);
                room.release();
            }
        });
    }

    private void wait(int number) throws InterruptedException {
        switch (number % 7) {
            case 0 -> Thread.sleep(1);
            case 1 -> Thread.yield();
            case 2 -> LockSupport.parkNanos(1 + number % 100_000);
            case 3 -> {
                synchronized (monitor) {
                    Thread.yield();
                }
            }
            case 4 -> {
                lock.lock();
                try {
                    Thread.yield();
                } finally {
                    lock.unlock();
                }
            }
            case 5 -> {
                CompletableFuture<Void> met = new CompletableFuture<>();
                meetings.put(met);
                met.join(); // ended by one of the next, on another I/O thread
            }
            default -> meetings.take().complete(null);
        }
    }

    /** An I/O thread that stands still for what carried work has, which others must run then. */
    private void holdUp() {
        synchronized (monitor) {
            lock.lock();
            lock.unlock();
        }
    }
}
