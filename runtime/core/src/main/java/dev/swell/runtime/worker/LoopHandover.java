package dev.swell.runtime.worker;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;

import org.xnio.XnioIoThread;

/**
 * The way {@code loop}: a virtual thread for each piece of work, carried by the connection's own I/O thread. What keeps that
 * thread busy for long goes to the common scheduler, and so does what belongs to no connection.
 */
final class LoopHandover implements Handover {

    /** Past so many on one I/O thread new ones go to the common scheduler. */
    private static final int MAX_CARRIED = 2_000;

    private final String name;
    private final ClassLoader loader;
    private final Handover common;
    private final Set<Carried> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Makes one.
     *
     * @throws UnsupportedOperationException if there can't be one here, with the reason
     */
    LoopHandover(ClassLoader loader, Optional<String> why) {
        VirtualThreads.whyNotCarried().ifPresent(reason -> {
            throw new UnsupportedOperationException("swell.threads=loop can't be had: " + reason);
        });
        this.name = Handover.named("loop", why);
        this.loader = loader;
        this.common = ExecutorHandover.virtual(loader);
    }

    @Override
    public void hand(XnioIoThread connection, SliceMeter meter, Runnable work) {
        hand(connection, meter, work, false);
    }

    @Override
    public void hand(XnioIoThread connection, SliceMeter meter, Runnable work, boolean later) {
        if (closed) {
            throw new RejectedExecutionException("the worker is closed");
        }
        if (connection == null || meter != null && !meter.mayRunHere()) {
            common.hand(connection, meter, work);
            return;
        }
        Loop loop = Loop.of(connection);
        if (loop.alive() < MAX_CARRIED) {
            loop.start(new Carried(loop, this, meter, work, loader, later && Thread.currentThread() == connection));
        } else {
            common.hand(connection, meter, work);
        }
    }

    /** Says that the work has left its I/O thread, and waits for something. */
    void waits(Carried work) {
        waiting.add(work);
        if (work.isOver()) { // on another thread, in the meantime
            waiting.remove(work);
        } else if (closed) {
            thread(work).ifPresent(Thread::interrupt);
        }
    }

    void ended(Carried work) {
        waiting.remove(work);
    }

    @Override
    public List<Thread> busy() {
        Set<Thread> threads = new LinkedHashSet<>(common.busy());
        waiting.forEach(work -> thread(work).ifPresent(threads::add));
        for (Loop loop : Loop.all()) {
            Carried current = loop.current();
            if (current != null && current.owner() == this) {
                thread(current).ifPresent(threads::add);
            }
        }
        return List.copyOf(threads);
    }

    /** It may have ended just now. */
    private static Optional<Thread> thread(Carried work) {
        return Optional.ofNullable(work.thread());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void close() {
        closed = true;
        busy().forEach(Thread::interrupt);
        common.close();
    }
}
