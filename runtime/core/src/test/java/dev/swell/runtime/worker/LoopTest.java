package dev.swell.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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

/** One I/O thread that carries virtual threads, and what would stop it. */
@Tag("threads")
@Tag("loop")
class LoopTest {

    private static final ClassLoader LOADER = new ClassLoader("application", LoopTest.class.getClassLoader()) {};

    private final CountDownLatch done = new CountDownLatch(1);
    private XnioWorker worker;
    private XnioIoThread io;
    private Handover handover;

    @BeforeEach
    void start() throws IOException {
        worker = Xnio.getInstance(LoopTest.class.getClassLoader())
                .createWorker(OptionMap.create(Options.WORKER_IO_THREADS, 1));
        io = worker.getIoThread();
        handover = new LoopHandover(LOADER, Optional.empty());
    }

    @AfterEach
    void stop() {
        handover.close();
        worker.shutdownNow();
    }

    private interface Work {
        void run() throws Exception;
    }

    /** Hands work over on the I/O thread, as for a request that has been read. */
    private void carry(Work work) {
        io.execute(() -> handover.hand(io, code(work)));
    }

    private static Runnable code(Work work) {
        return () -> {
            try {
                work.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private void awaitDone() throws InterruptedException {
        assertThat(done.await(20, TimeUnit.SECONDS)).as("it stands still").isTrue();
    }

    @Test
    void runsWorkThatNeverWaitsAtOnceOnTheIoThread() throws InterruptedException {
        List<String> order = new CopyOnWriteArrayList<>();
        io.execute(() -> {
            handover.hand(io, () -> order
                    .add(Thread.currentThread() + " with " + Thread.currentThread().getContextClassLoader().getName()));
            order.add("handed over");
            done.countDown();
        });
        awaitDone();
        assertThat(order.get(0)).startsWith("VirtualThread").endsWith(" with application");
        assertThat(order.get(1)).isEqualTo("handed over");
    }

    /** Work of another connection that has waited to be admitted. */
    @Test
    void runsLaterWhatIsToRunLater() throws InterruptedException {
        List<String> order = new CopyOnWriteArrayList<>();
        io.execute(() -> {
            handover.hand(io, null, () -> {
                order.add("has run");
                done.countDown();
            }, true);
            order.add("handed over");
        });
        awaitDone();
        assertThat(order).containsExactly("handed over", "has run");
        await().until(() -> Loop.of(io).alive() == 0);
    }

    @Test
    void givesTheIoThreadBackWhileWorkWaits() throws InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        carry(() -> {
            gate.await();
            done.countDown();
        });
        carry(gate::countDown);
        awaitDone();
    }

    @Test
    void goesOnAfterWorkThatThrows() throws InterruptedException {
        carry(() -> {
            throw new NoClassDefFoundError("on purpose");
        });
        carry(() -> {
            Thread.sleep(1);
            throw new NoClassDefFoundError("on purpose");
        });
        carry(done::countDown);
        awaitDone();
    }

    @Test
    void interruptsWhatWaitsWhenItCloses() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        carry(() -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                done.countDown();
            }
        });
        begun.await();
        await().until(() -> handover.busy().size() == 1);
        handover.close();
        awaitDone();
        assertThatThrownBy(() -> handover.hand(io, () -> {})).isInstanceOf(RejectedExecutionException.class);
        await().until(() -> handover.busy().isEmpty());
    }

    /** Work that holds a monitor while it waits, and an I/O thread that wants the monitor. */
    @Test
    void freesAnIoThreadThatWaitsForAMonitorOfCarriedWork() throws InterruptedException {
        long before = Rescuer.rescued();
        Object monitor = new Object();
        CountDownLatch held = new CountDownLatch(1);
        carry(() -> {
            synchronized (monitor) {
                held.countDown();
                Thread.sleep(50);
            }
        });
        held.await();
        io.execute(() -> {
            synchronized (monitor) {
                done.countDown();
            }
        });
        awaitDone();
        await().until(() -> Rescuer.rescued() > before);
    }

    /** The handover of a monitor: released, it belongs to work that waits for its carrier, which waits for the monitor. */
    @Test
    void survivesAMonitorThatEverybodyWants() throws InterruptedException {
        Object monitor = new Object();
        AtomicInteger left = new AtomicInteger(1_000);
        for (int i = 0; i < 500; i++) {
            carry(() -> {
                synchronized (monitor) {
                    Thread.yield();
                    left.decrementAndGet();
                }
            });
            io.execute(() -> {
                synchronized (monitor) {
                    left.decrementAndGet();
                }
            });
        }
        await().until(() -> left.get() == 0);
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

    /** An initialiser holds its carrier, and what it waits for is ready on the same one. */
    @Test
    void runsWhatAClassInitialiserWaitsFor() throws InterruptedException {
        carry(() -> {
            Thread.sleep(50);
            Slow.GATE.countDown();
        });
        AtomicInteger inTime = new AtomicInteger();
        carry(() -> {
            inTime.addAndGet(Initialised.IN_TIME ? 1 : 0);
            done.countDown();
        });
        awaitDone();
        assertThat(inTime).hasValue(1);
    }

    @Test
    void freesAnIoThreadThatWaitsForABinOfAMap() throws InterruptedException {
        Map<String, String> map = new ConcurrentHashMap<>();
        CountDownLatch computing = new CountDownLatch(1);
        carry(() -> map.computeIfAbsent("key", key -> {
            computing.countDown();
            code(() -> Thread.sleep(50)).run();
            return "made";
        }));
        computing.await();
        io.execute(() -> {
            map.computeIfAbsent("key", key -> "too late");
            done.countDown();
        });
        awaitDone();
        assertThat(map).containsEntry("key", "made");
    }

    @Test
    void freesAnIoThreadThatWritesToASlowConsole() throws InterruptedException {
        CountDownLatch writing = new CountDownLatch(1);
        PrintStream console = new PrintStream(new OutputStream() {
            @Override
            public void write(int b) {
                writing.countDown();
                code(() -> Thread.sleep(1)).run();
            }
        }, true);
        carry(() -> console.println("a long line, which takes its time"));
        writing.await();
        io.execute(() -> {
            console.println("short");
            done.countDown();
        });
        awaitDone();
    }

    /** Nothing can free the I/O thread, but what it carries goes on. */
    @Test
    void runsCarriedWorkWhileItsIoThreadWaitsForAnotherThread() throws InterruptedException {
        ReentrantLock lock = new ReentrantLock();
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Thread other = new Thread(code(() -> {
            lock.lock();
            locked.countDown();
            release.await();
            lock.unlock();
        }));
        other.start();
        locked.await();
        carry(() -> {
            Thread.sleep(50);
            release.countDown();
        });
        io.execute(() -> {
            lock.lock();
            lock.unlock();
            done.countDown();
        });
        awaitDone();
        other.join();
    }

    /** What still runs when the port is closed goes on to its end, however often it waits. */
    @Test
    void runsWhatIsLeftWhenItsIoThreadHasEnded() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        carry(() -> {
            begun.countDown();
            gate.await();
            Thread.sleep(1);
            Thread.sleep(1);
            done.countDown();
        });
        begun.await();
        worker.shutdownNow();
        await().until(() -> !io.isAlive());
        gate.countDown();
        awaitDone();
    }

    @Test
    void sendsWorkThatKeepsTheIoThreadBusyToTheCommonScheduler() throws InterruptedException {
        SliceMeter meter = new SliceMeter("'/report'");
        List<Boolean> here = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 4; i++) {
            CountDownLatch over = new CountDownLatch(1);
            io.execute(() -> {
                handover.hand(io, meter, () -> {
                    here.add(Thread.currentThread().toString().contains(io.getName())
                            || !Thread.currentThread().toString().contains("ForkJoinPool"));
                    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(25);
                    while (System.nanoTime() < end) {
                        Thread.onSpinWait();
                    }
                    over.countDown();
                });
            });
            over.await();
            await().until(() -> handover.busy().isEmpty());
        }
        assertThat(here).containsExactly(true, true, false, false);
        assertThat(meter.isMoved()).isTrue();
        assertThat(meter.longestNanos()).isGreaterThan(20_000_000);
    }

    /** They inherit its scheduler. */
    @Test
    void runsThreadsThatWorkStarts() throws Exception {
        AtomicInteger left = new AtomicInteger(500);
        for (int i = 0; i < 10; i++) {
            carry(() -> {
                ExecutorService threads = VirtualThreads.executor();
                for (int j = 0; j < 50; j++) {
                    threads.execute(code(() -> {
                        Thread.sleep(1);
                        threads.submit(() -> Thread.yield()).get();
                        left.decrementAndGet();
                    }));
                }
                Thread.sleep(1);
            });
        }
        await().until(() -> left.get() == 0);
        await().until(() -> handover.busy().isEmpty());
    }

    @Test
    void isNotHeldByThreadsThatWorkHasStarted() throws InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        WeakReference<ClassLoader> loader = new WeakReference<>(startAThreadThatStays(gate));
        await().untilAsserted(() -> {
            System.gc();
            assertThat(loader.get()).isNull();
        });
        assertThat(done.getCount()).isEqualTo(1);
        gate.countDown();
        awaitDone();
    }

    private ClassLoader startAThreadThatStays(CountDownLatch gate) throws InterruptedException {
        ClassLoader loader = new ClassLoader("another", LoopTest.class.getClassLoader()) {};
        Handover another = new LoopHandover(loader, Optional.empty());
        CountDownLatch started = new CountDownLatch(1);
        io.execute(() -> another.hand(io, code(() -> {
            VirtualThreads.executor().execute(code(() -> {
                started.countDown();
                gate.await();
                done.countDown();
            }));
            started.await();
        })));
        started.await();
        await().until(() -> another.busy().isEmpty());
        return loader;
    }
}
