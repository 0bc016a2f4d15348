package dev.swell.runtime.cron;

import static dev.swell.runtime.cron.CronLogger.LOG;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

import dev.swell.cron.ConcurrentExecution;
import dev.swell.cron.CronJobInfo;
import dev.swell.extension.model.CronModel;
import dev.swell.extension.schedule.Schedule;
import dev.swell.extension.schedule.Schedule.Off;
import dev.swell.runtime.observe.JobMetrics;
import dev.swell.runtime.timer.Timer;
import dev.swell.runtime.worker.Thrown;

/**
 * What outlives the workers of a job: when it is due, whether it is paused, its counts. It holds nothing of the
 * application. Its lock is held for moments only, the timer's thread takes it too. Safe for any thread.
 */
final class Job {

    private static final Schedule OFF = new Off();
    private static final int LONGEST_FAILURE = 500;

    private final String identity;
    private final Setting setting;
    private final JobMetrics metrics;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Run> runs = new HashSet<>();
    private Schedule declared = OFF;
    private Schedule schedule = OFF;
    private ConcurrentExecution concurrentExecution = ConcurrentExecution.SKIP;
    private int workerId;
    private Beat beat;
    private Timer.Handle handle = () -> false;
    private Object armed; // tells the callback that counts from those that came too late to be cancelled
    private boolean paused;
    private boolean stopped;
    private boolean removed;
    private long count;
    private long skipped;
    private Instant lastRun;
    private String lastFailure;

    Job(String identity, Setting setting) {
        this.identity = identity;
        this.setting = setting;
        this.metrics = setting.metrics().job(identity);
    }

    String identity() {
        return identity;
    }

    /**
     * Has it go on as the next worker declares it: in the beat it has, if that is the same.
     *
     * @param enabled whether it is scheduled at all
     * @param start when its interval begins for the first time, as of {@link System#nanoTime}
     */
    void declare(CronModel model, int worker, boolean enabled, long start) {
        lock.lock();
        try {
            boolean isNew = workerId == 0;
            workerId = worker;
            declared = model.schedule();
            concurrentExecution = model.concurrentExecution();
            boolean wasStopped = stopped;
            stopped = false;
            Schedule wanted = enabled ? declared : OFF;
            if (!wanted.equals(schedule)) {
                reschedule(wanted, start);
            } else if (wasStopped) {
                goOn();
            }
            if (isNew && model.immediate() && beat != null) {
                setting.timer().schedule(0, this::runNow);
            }
        } finally {
            lock.unlock();
        }
    }

    private void reschedule(Schedule wanted, long start) {
        Beat before = beat;
        schedule = wanted;
        beat = Beat.of(wanted, setting.clocks(), start).orElse(null);
        if (beat instanceof IntervalBeat interval && before instanceof IntervalBeat) {
            interval.notAfter(before.deadline()); // or who reloads often would never see it run
        }
        arm();
    }

    /** Takes it out, and none of its runs begins any more: the code of now has it no more, or the server stops. */
    void remove() {
        lock.lock();
        try {
            removed = true;
            beat = null;
            arm();
        } finally {
            lock.unlock();
        }
    }

    /** Has the timer call when it is due, and not for what was due before. With the lock. */
    private void arm() {
        handle.cancel();
        Object ours = new Object();
        armed = ours;
        handle = beat == null || beat.due() == null || paused || stopped ? () -> false
                : setting.timer().scheduleAt(beat.deadline(), () -> due(ours));
    }

    private void due(Object whose) {
        Run run;
        lock.lock();
        try {
            if (armed != whose) {
                return;
            }
            if (beat.isEarly()) {
                arm();
                return;
            }
            Instant scheduledAt = beat.due();
            long deadline = beat.deadline();
            skip(beat.advance());
            arm();
            run = admit(scheduledAt, deadline);
        } finally {
            lock.unlock();
        }
        start(run);
    }

    /** Has it run now, beside its schedule. */
    void runNow() {
        Run run;
        lock.lock();
        try {
            run = admit(setting.clocks().now(), setting.clocks().nano());
        } finally {
            lock.unlock();
        }
        start(run);
    }

    private Run admit(Instant scheduledAt, long deadline) {
        if (removed) {
            return null;
        }
        if (concurrentExecution == ConcurrentExecution.SKIP ? !runs.isEmpty() : isCrowded() || oneWaits()) {
            skip(1);
            return null;
        }
        Run run = new Run(this, scheduledAt, deadline);
        runs.add(run);
        return run;
    }

    /** Tells whether its runs take all that one job may have, so that some is left to the others. With the lock. */
    private boolean isCrowded() {
        return runs.size() >= setting.maxOfOneJob();
    }

    /** Tells whether a run hasn't begun yet: more behind it would only come in a burst. With the lock. */
    private boolean oneWaits() {
        for (Run run : runs) {
            if (run.count() == 0) {
                return true;
            }
        }
        return false;
    }

    private void skip(long times) {
        skipped += times;
        metrics.skipped(times);
    }

    private void start(Run run) {
        if (run == null) {
            complain();
            return;
        }
        try {
            if (!setting.background().run(run)) {
                refused(run);
            }
        } catch (RuntimeException | Error e) { // no thread could be started, say: the next time may be better
            ended(run, e);
        }
    }

    private void complain() {
        boolean crowded;
        lock.lock();
        try {
            crowded = concurrentExecution == ConcurrentExecution.PROCEED && isCrowded();
        } finally {
            lock.unlock();
        }
        if (crowded && setting.mayComplain()) {
            LOG.crowded(identity, setting.maxOfOneJob());
        }
    }

    private void refused(Run run) {
        if (setting.mayComplain()) {
            LOG.tooMany(identity);
        }
        lock.lock();
        try {
            runs.remove(run);
            skip(1);
        } finally {
            lock.unlock();
        }
    }

    boolean isHere(Instant scheduledAt) {
        return setting.globalJobs().areHere(identity, scheduledAt);
    }

    /** Counts a run that begins, and returns its number; 0 if none may begin any more. */
    long begun(long deadline) {
        lock.lock();
        try {
            if (removed) {
                return 0;
            }
            lastRun = setting.clocks().now();
            metrics.begun(setting.clocks().nano() - deadline);
            return ++count;
        } finally {
            lock.unlock();
        }
    }

    void ended(Run run, Throwable thrown) {
        String failure = thrown == null ? null : cut(Thrown.text(thrown));
        if (thrown != null) {
            metrics.failed();
            if (run.count() == 0 && setting.mayComplain()) {
                Thrown.log(thrown, printable -> LOG.notStarted(identity, printable));
            }
        }
        lock.lock();
        try {
            runs.remove(run);
            if (run.count() > 0) {
                lastFailure = failure;
            }
        } finally {
            lock.unlock();
        }
    }

    private static String cut(String text) {
        return text.length() > LONGEST_FAILURE ? text.substring(0, LONGEST_FAILURE) + "…" : text;
    }

    void pause() {
        lock.lock();
        try {
            paused = true;
            arm();
        } finally {
            lock.unlock();
        }
    }

    void resume() {
        lock.lock();
        try {
            paused = false;
            stopped = false;
            goOn();
        } finally {
            lock.unlock();
        }
    }

    /** Goes on in the beat; what it would have been meanwhile is left out. With the lock. */
    private void goOn() {
        if (beat != null && beat.due() != null && beat.deadline() - setting.clocks().nano() < 0) {
            beat.advance();
        }
        arm();
    }

    /** Has no run follow, if the worker that says so is still the one that declares it. */
    void stop(int worker) {
        lock.lock();
        try {
            if (worker == workerId) {
                stopped = true;
                arm();
            }
        } finally {
            lock.unlock();
        }
    }

    void clockSet(Duration by) {
        lock.lock();
        try {
            if (beat != null) {
                beat.clockSet(by);
                arm();
            }
        } finally {
            lock.unlock();
        }
    }

    boolean goesByTheClock() {
        lock.lock();
        try {
            return beat instanceof ClockBeat;
        } finally {
            lock.unlock();
        }
    }

    boolean runsIn(int worker) {
        return all().stream().anyMatch(run -> run.isIn(worker));
    }

    boolean isRunning() {
        lock.lock();
        try {
            return !runs.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Interrupts what that worker still runs of it, which then keeps no other run from beginning. */
    void interrupt(int worker) {
        for (Run run : all()) {
            if (run.interrupt(worker)) {
                LOG.interrupted(worker, identity);
                lock.lock();
                try {
                    runs.remove(run);
                } finally {
                    lock.unlock();
                }
            }
        }
    }

    private List<Run> all() {
        lock.lock();
        try {
            return List.copyOf(runs);
        } finally {
            lock.unlock();
        }
    }

    CronJobInfo info() {
        lock.lock();
        try {
            Instant next = beat == null || paused || stopped ? null : beat.due();
            return new CronJobInfo(identity, declared.toString(), paused, !runs.isEmpty(), count, skipped, lastRun,
                    next,
                    lastFailure);
        } finally {
            lock.unlock();
        }
    }
}
