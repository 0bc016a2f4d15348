package dev.swell.runtime.control;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.swell.Listener;
import dev.swell.ServerStats;
import dev.swell.cron.CronJobInfo;
import dev.swell.runtime.async.TaskCounts;
import dev.swell.runtime.async.TaskLine;
import dev.swell.runtime.master.Master;
import dev.swell.runtime.master.Status;
import dev.swell.runtime.master.Status.Moved;
import dev.swell.runtime.master.Status.WorkerStatus;

/**
 * What {@code status --json} prints: programs read it, so names stay.
 *
 * @param state {@code STARTING}, {@code SERVING} or {@code STOPPING}; while it starts the rest is empty
 * @param application what people call it; without the label of its version
 * @param version the label of the application's version; null without
 * @param started when it began to serve
 * @param threads which threads run application code, and why
 * @param moved what runs on the common scheduler, since it kept I/O threads busy
 * @param connections open connections of socket handlers
 * @param lastReloadFailure why the last reload failed; null if it did not
 * @param taskCounts how many tasks and events run, wait and are dead
 * @param tasks some of them; the command tasks shows all
 */
record StatusReport(String state, long pid, String application, String version, String swell, String java,
        String started, long uptimeSeconds, String threads, List<MovedLine> moved, List<Listener> listeners,
        List<WorkerLine> workers,
        long requests, int activeRequests, int connections, int reloads, int failedReloads, String lastReloadFailure,
        TaskCounts taskCounts, List<TaskLine> tasks, List<JobLine> jobs, List<Object> processes) {

    private static final int MOST_TASKS = 100;

    /**
     * A worker.
     *
     * @param state {@code SERVING}, {@code DRAINING}, {@code CLOSED} or {@code LEAKED}
     * @param active units of work that it runs
     * @param holder what holds its classes; null unless it is leaked
     */
    record WorkerLine(int id, String state, long active, String holder) {

        static WorkerLine of(WorkerStatus worker) {
            return new WorkerLine(worker.id(), worker.state().name(), worker.active(), worker.holder().orElse(null));
        }
    }

    /**
     * A job; the fields are those of {@link CronJobInfo}.
     *
     * @param lastRun null if it has not run yet
     * @param nextRun null if it is not scheduled
     * @param lastFailure null if the last run has not failed
     */
    record JobLine(String identity, String schedule, boolean paused, boolean running, long count, long skipped,
            String lastRun, String nextRun, String lastFailure) {

        static JobLine of(CronJobInfo job) {
            return new JobLine(job.identity(), job.schedule(), job.paused(), job.running(), job.count(), job.skipped(),
                    text(job.lastRun()), text(job.nextRun()), job.lastFailure());
        }

        private static String text(Instant time) {
            return time == null ? null : time.toString();
        }
    }

    /**
     * A route or a handler that was moved away from the I/O threads.
     *
     * @param longestMillis how long it has kept one at once, in milliseconds
     */
    record MovedLine(String name, long longestMillis) {

        static MovedLine of(Moved moved) {
            return new MovedLine(moved.name(), moved.longest().toMillis());
        }
    }

    static StatusReport starting(Description about) {
        return new StatusReport("STARTING", ProcessHandle.current().pid(), about.application(),
                about.versionLabel().orElse(null), about.swell(), about.java(), null, 0, null, List.of(), List.of(),
                List.of(), 0,
                0, 0, 0, 0, null, new TaskCounts(0, 0, 0, 0), List.of(), List.of(), List.of());
    }

    static StatusReport of(String state, Description about, Master master) {
        ServerStats stats = master.server().stats();
        Status status = master.status();
        return new StatusReport(state, ProcessHandle.current().pid(), about.application(),
                about.versionLabel().orElse(null), about.swell(), about.java(), stats.startTime().toString(),
                Duration.between(stats.startTime(), Instant.now()).toSeconds(), status.threads(),
                status.moved().stream().map(MovedLine::of).toList(), master.listeners(),
                status.workers().stream().map(WorkerLine::of).toList(), stats.requests(),
                stats.activeRequests(), stats.connections(),
                status.reloads(), status.failedReloads(), status.lastFailure().orElse(null),
                master.taskCounts(), master.taskDesk().list(MOST_TASKS),
                master.cronJobs().list().stream().map(JobLine::of).toList(), List.of());
    }
}
