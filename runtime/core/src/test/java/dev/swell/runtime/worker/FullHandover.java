package dev.swell.runtime.worker;

import java.util.List;

import org.xnio.XnioIoThread;

/** Threads of a process that may have no more of them at times. */
public final class FullHandover implements Handover {

    private final Handover threads = Handover.pool(1, 64, FullHandover.class.getClassLoader());
    private volatile boolean full;

    /** Says whether there is no thread from now on. */
    public void fill(boolean full) {
        this.full = full;
    }

    @Override
    public void hand(XnioIoThread connection, SliceMeter meter, Runnable work) {
        if (full) {
            throw new OutOfMemoryError("unable to create native thread");
        }
        threads.hand(connection, meter, work);
    }

    @Override
    public List<Thread> busy() {
        return threads.busy();
    }

    @Override
    public String name() {
        return threads.name();
    }

    @Override
    public void close() {
        threads.close();
    }
}
