package dev.swell.tck.benchmarks;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import org.xnio.XnioIoThread;

import io.undertow.server.Connectors;
import io.undertow.server.HttpHandler;
import io.undertow.util.SameThreadExecutor;

/**
 * An I/O thread as the scheduler of virtual threads: the least that lets handlers wait on it. It knows no bounds, and code
 * that computes for long holds up the connections. What Swell adds to this is measured against it.
 */
final class Carrier implements Executor {

    private static final MethodHandle NEW_THREAD = constructor();
    private static final Map<XnioIoThread, Carrier> CARRIERS = new ConcurrentHashMap<>();
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final XnioIoThread thread;
    private final Queue<Runnable> runnable = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final AtomicLong turns = new AtomicLong(); // written by the I/O thread only
    private boolean starting; // I/O thread only
    private Runnable first; // I/O thread only
    private long turnsSeen; // rescuer only

    static {
        Thread rescuer = new Thread(Carrier::rescue, "rescuer");
        rescuer.setDaemon(true);
        rescuer.start();
    }

    private Carrier(XnioIoThread thread) {
        this.thread = thread;
    }

    private static MethodHandle constructor() {
        try {
            Class<?> builders = Class.forName("java.lang.ThreadBuilders");
            return MethodHandles.privateLookupIn(builders, MethodHandles.lookup()).findStatic(builders,
                    "newVirtualThread",
                    MethodType.methodType(Thread.class, Executor.class, String.class, int.class, Runnable.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("needs JDK 24 and --add-opens java.base/java.lang=ALL-UNNAMED", e);
        }
    }

    /** Returns a handler that runs the given one on a virtual thread of the connection's I/O thread. */
    static HttpHandler carried(HttpHandler handler) {
        // Dispatched before it begins, so that any thread may end the exchange.
        return exchange -> exchange.dispatch(SameThreadExecutor.INSTANCE, () -> of(exchange.getIoThread())
                .start(() -> Connectors.executeRootHandler(handler, exchange)));
    }

    private static Carrier of(XnioIoThread thread) {
        Carrier carrier = CARRIERS.get(thread);
        return carrier != null ? carrier : CARRIERS.computeIfAbsent(thread, Carrier::new);
    }

    /** Starts a virtual thread, and runs it at once until it waits or ends; on the I/O thread. */
    private void start(Runnable task) {
        starting = true;
        create(task).start();
        Runnable slice = first;
        first = null;
        run(slice);
    }

    private Thread create(Runnable task) {
        try {
            return (Thread) NEW_THREAD.invokeExact((Executor) this, (String) null, 0, task);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Is given what a virtual thread does next: when it is started, and whenever it has to wait no longer. */
    @Override
    public void execute(Runnable slice) {
        if (starting && Thread.currentThread() == thread) {
            starting = false;
            first = slice;
        } else {
            runnable.add(slice);
            if (!woken.get() && woken.compareAndSet(false, true)) {
                thread.execute(this::runAll);
            }
        }
    }

    private void runAll() {
        woken.set(false);
        for (Runnable slice = runnable.poll(); slice != null; slice = runnable.poll()) {
            run(slice);
        }
    }

    private void run(Runnable slice) {
        turns.lazySet(turns.getPlain() + 1);
        slice.run();
        turns.lazySet(turns.getPlain() + 1);
    }

    /** An I/O thread may wait for a lock that one of its own virtual threads is to have next: then others run that one. */
    private static void rescue() {
        ExecutorService spare = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "spare carrier");
            thread.setDaemon(true);
            return thread;
        });
        while (true) {
            LockSupport.parkNanos(LOOK_NANOS);
            CARRIERS.values().forEach(carrier -> carrier.lookAfter(spare));
        }
    }

    private void lookAfter(Executor spare) {
        long now = turns.get();
        if (now == turnsSeen) {
            for (Runnable slice = runnable.poll(); slice != null; slice = runnable.poll()) {
                spare.execute(slice);
            }
        }
        turnsSeen = now;
    }
}
