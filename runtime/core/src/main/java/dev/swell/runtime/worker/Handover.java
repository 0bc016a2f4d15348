package dev.swell.runtime.worker;

import java.util.List;
import java.util.Optional;

import org.xnio.XnioIoThread;

import dev.swell.runtime.config.Threads;

/**
 * How work gets from an I/O thread to a thread that may block. Each worker has its own, so that nothing that application
 * code leaves on a thread outlives the worker.
 */
public interface Handover extends AutoCloseable {

    /**
     * Has the work run soon on a thread that may block, with the worker's context class loader. May be called from any
     * thread. Work that throws is logged, and its thread goes on.
     *
     * @param connection the I/O thread of the connection that the work is for; null if it is for none
     * @param meter what the work counts as where it matters how long it keeps a thread, or null
     * @throws java.util.concurrent.RejectedExecutionException after {@link #close}, or if too much waits for a thread
     */
    void hand(XnioIoThread connection, SliceMeter meter, Runnable work);

    /**
     * As {@link #hand(XnioIoThread, SliceMeter, Runnable)}.
     *
     * @param later whether the work must not run on this thread before this returns
     */
    default void hand(XnioIoThread connection, SliceMeter meter, Runnable work, boolean later) {
        hand(connection, meter, work);
    }

    /** Hands over work that is short, whatever it is. */
    default void hand(XnioIoThread connection, Runnable work) {
        hand(connection, null, work);
    }

    /**
     * Returns the way {@code pool}: platform threads, as many as are needed.
     *
     * @param maxThreads how many at most; the rest waits
     */
    static Handover pool(int workerId, int maxThreads, ClassLoader loader) {
        return ExecutorHandover.pool("swell-" + workerId, maxThreads, loader);
    }

    /**
     * Returns the configured way.
     *
     * @throws UnsupportedOperationException if it can't be had here, with the reason
     * @param name the threads' name, to which a number is added
     * @param maxThreads how many at most; the rest waits
     */
    static Handover of(Threads way, String name, int maxThreads, ClassLoader loader) {
        return switch (way) {
            case LOOP -> new LoopHandover(loader, Optional.empty());
            case VIRTUAL -> virtual(loader);
            case POOL -> ExecutorHandover.pool(name, maxThreads, loader);
            case AUTO -> VirtualThreads.whyNotCarried()
                    .map(why -> ExecutorHandover.pool(name, maxThreads, loader, Optional.of(why)))
                    .orElseGet(() -> new LoopHandover(loader, Optional.of("Java " + Runtime.version().feature())));
        };
    }

    /**
     * Returns what goes with the configured way for work that belongs to no connection: virtual threads on the common
     * scheduler with {@code loop} too, so that it never holds an I/O thread.
     *
     * @param name the threads' name, to which a number is added
     * @param maxThreads how many at most where they are platform threads; the rest waits
     */
    static Handover background(Threads way, String name, int maxThreads, ClassLoader loader) {
        boolean pooled = way == Threads.POOL || way == Threads.AUTO && VirtualThreads.whyNotCarried().isPresent();
        return pooled ? ExecutorHandover.pool(name, maxThreads, loader) : virtual(loader);
    }

    /**
     * Returns the way {@code virtual}: a virtual thread for each piece of work, on the common scheduler.
     *
     * @throws UnsupportedOperationException below Java 21
     */
    static Handover virtual(ClassLoader loader) {
        return ExecutorHandover.virtual(loader);
    }

    /** Returns the threads that run work at this moment. */
    List<Thread> busy();

    /** Returns the way's name, as in {@code swell.threads}, and why it was chosen where nobody did. */
    String name();

    /** Returns how many slices of carried threads were run on spare threads since their I/O thread stood still. */
    static long rescuedSlices() {
        return Threads.hasLoop() ? Rescuer.rescued() : 0; // else its thread would be started for nothing
    }

    /** Returns a way's name with the reason for it. */
    static String named(String way, Optional<String> why) {
        return why.map(reason -> way + " (" + reason + ")").orElse(way);
    }

    /** Ends the threads: takes no new work, interrupts what still runs and does not wait for it. */
    @Override
    void close();
}
