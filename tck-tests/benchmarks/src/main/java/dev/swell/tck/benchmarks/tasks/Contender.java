package dev.swell.tck.benchmarks.tasks;

import java.io.IOException;

/** Something that keeps tasks and has them done. */
interface Contender extends AutoCloseable {

    /** Keeps a task, and has it done on another thread. */
    void deliver(String id) throws Exception;

    /** Returns how many are done. */
    long done();

    @Override
    void close() throws IOException;
}
