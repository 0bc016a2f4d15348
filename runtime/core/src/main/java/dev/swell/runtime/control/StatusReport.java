package dev.swell.runtime.control;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.swell.Listener;
import dev.swell.ServerStats;
import dev.swell.runtime.master.Master;
import dev.swell.runtime.master.Status;
import dev.swell.runtime.master.WorkerStatus;

/**
 * What {@code status --json} prints: programs read it, so names stay.
 *
 * @param state {@code STARTING}, {@code SERVING} or {@code STOPPING}; while it starts the rest is empty
 * @param application what people call it; without the label of its version
 * @param version the label of the application's version; null without
 * @param started when it began to serve
 * @param threads which threads run application code
 * @param connections open connections of socket handlers
 * @param lastReloadFailure the reason of the last reload that failed; null if none did
 */
record StatusReport(String state, long pid, String application, String version, String swell, String java,
        String started, long uptimeSeconds, String threads, List<Listener> listeners, List<WorkerStatus> workers,
        long requests, int activeRequests, int connections, int reloads, int failedReloads, String lastReloadFailure,
        List<Object> tasks, List<Object> jobs, List<Object> processes) {

    static StatusReport starting(Description about) {
        return new StatusReport("STARTING", ProcessHandle.current().pid(), about.application(),
                about.versionLabel().orElse(null), about.swell(), about.java(), null, 0, null, List.of(), List.of(), 0,
                0, 0, 0, 0, null, List.of(), List.of(), List.of());
    }

    static StatusReport of(String state, Description about, Master master) {
        ServerStats stats = master.server().stats();
        Status status = master.status();
        return new StatusReport(state, ProcessHandle.current().pid(), about.application(),
                about.versionLabel().orElse(null), about.swell(), about.java(), stats.startTime().toString(),
                Duration.between(stats.startTime(), Instant.now()).toSeconds(), master.worker().handover().name(),
                master.listeners(), status.workers(), stats.requests(), stats.activeRequests(), stats.connections(),
                status.reloads(), status.failedReloads(), status.lastFailure(), List.of(), List.of(), List.of());
    }
}
