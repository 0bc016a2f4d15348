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
    private volatile boolean proving;

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

    /** Leaves it to who asks for it, from now on, to say what holds it. */
    void proving() {
        proving = true;
    }

    /** Tells whether nobody has said yet what holds it, and nobody is about to. */
    boolean isUnnamed() {
        return leak == null && !proving;
    }

    /** Takes it for a leak, and tells whether that is new. */
    boolean isHeld(Leak found) {
        boolean first = leak == null;
        leak = found;
        return first;
    }
}
