package dev.swell.runtime.worker.leak;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** The class loader of a closed worker. A heap dump is searched for this class and its fields. */
final class Watched extends WeakReference<ClassLoader> {

    private static final AtomicLong SERIALS = new AtomicLong();
    private static final int ENOUGH_COLLECTIONS = 2;

    private final long serial = SERIALS.incrementAndGet();
    private final int workerId;
    private final long since = System.nanoTime();
    private final long due;
    private int collections; // of the watching thread alone
    private volatile Leak leak;
    private volatile boolean quiet;

    Watched(int workerId, ClassLoader loader, Duration patience) {
        super(loader);
        this.workerId = workerId;
        this.due = since + patience.toNanos();
    }

    long serial() {
        return serial;
    }

    int workerId() {
        return workerId;
    }

    boolean gone() {
        return refersTo(null);
    }

    /** Returns how long ago its worker was closed. */
    long seconds() {
        return Duration.ofNanos(System.nanoTime() - since).toSeconds();
    }

    /** Returns the time from which on it has had time enough to go, as {@link System#nanoTime} does. */
    long due() {
        return due;
    }

    /** Counts a collection that has left it, and tells whether it ought to have gone by now. */
    boolean outlives(long begun) {
        if (begun - since >= 0) {
            collections++;
        }
        return collections >= ENOUGH_COLLECTIONS && begun - due >= 0;
    }

    /** Returns what was found to hold it, or null if it isn't taken for a leak. */
    Leak leak() {
        return leak;
    }

    /** Has nothing said about it unasked, or something again. */
    void quiet(boolean wanted) {
        quiet = wanted;
    }

    /** Tells whether what holds it is to be said unasked, once it is found to stay. */
    boolean isUnnamed() {
        return leak == null && !quiet;
    }

    /** Takes it for a leak, and tells whether that is new. */
    boolean isHeld(Leak found) {
        boolean first = leak == null;
        leak = found;
        return first;
    }
}
