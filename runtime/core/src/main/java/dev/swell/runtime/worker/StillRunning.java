package dev.swell.runtime.worker;

/** Where a thread stands that is in the way of a worker's end; only ever logged. */
final class StillRunning extends Exception {

    StillRunning(Thread thread) {
        super("This is what it does");
        setStackTrace(thread.getStackTrace());
    }
}
