package dev.swell.runtime.cron;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;

import dev.swell.cron.CronExecution;
import dev.swell.extension.model.CronModel;
import dev.swell.extension.model.Place;
import dev.swell.runtime.worker.Background;
import dev.swell.runtime.worker.Part;
import dev.swell.runtime.worker.Worker;

/** One run of a job, in the worker that is the current one when it begins. */
final class Run implements Background.Errand, CronExecution {

    /** What is run, by identity. */
    static final Part<Map<String, CronModel>> MODELS = new Part<>();

    private final Job job;
    private final Instant scheduledAt;
    private final long deadline;
    private final ReentrantLock lock = new ReentrantLock();
    private Thread thread;
    private volatile int workerId;
    private volatile long count;

    /**
     * Makes one.
     *
     * @param deadline when it should begin, as of {@link System#nanoTime}
     */
    Run(Job job, Instant scheduledAt, long deadline) {
        this.job = job;
        this.scheduledAt = scheduledAt;
        this.deadline = deadline;
    }

    @Override
    public Place place(Worker worker) {
        CronModel model = worker.part(MODELS).get(job.identity());
        return model == null ? new Place(job.identity(), "") : model.place();
    }

    @Override
    public void run(Worker worker) throws Throwable {
        CronModel model = worker.part(MODELS).get(job.identity());
        if (model == null || model.global() && !job.isHere(scheduledAt)) { // the code of now has it no more
            return;
        }
        workerId = worker.id();
        count = job.begun(deadline);
        if (count == 0) {
            return;
        }
        bind(Thread.currentThread());
        try {
            model.call().run(this);
        } finally {
            bind(null);
            Thread.interrupted(); // what was meant for the job is over with it, and its cleaners still run
        }
    }

    boolean isIn(int worker) {
        return workerId == worker;
    }

    private void bind(Thread runner) {
        lock.lock();
        try {
            thread = runner;
        } finally {
            lock.unlock();
        }
    }

    /** Interrupts the job if that worker runs it; tells whether it did. May block, as channels that are closed by it do. */
    boolean interrupt(int ofWorker) {
        lock.lock();
        try {
            if (thread == null || workerId != ofWorker) {
                return false;
            }
            thread.interrupt();
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void ended(Throwable thrown) {
        job.ended(this, thrown instanceof RejectedExecutionException && count == 0 ? null : thrown);
    }

    @Override
    public String identity() {
        return job.identity();
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public Instant scheduledAt() {
        return scheduledAt;
    }

    @Override
    public void stop() {
        job.stop(workerId);
    }

    @Override
    public String toString() {
        return "CronExecution[" + identity() + ", " + count + "]";
    }
}
