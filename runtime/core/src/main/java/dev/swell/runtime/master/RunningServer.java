package dev.swell.runtime.master;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

import dev.swell.Listener;
import dev.swell.ServerStats;
import dev.swell.cron.CronJobs;
import dev.swell.extension.SwellExtension;
import dev.swell.runtime.async.TaskCounts;
import dev.swell.runtime.worker.HostServer;
import dev.swell.socket.Connections;

/** The server as applications see it. */
final class RunningServer implements HostServer {

    private final Master master;
    private final Instant startTime = Instant.now();

    RunningServer(Master master) {
        this.master = master;
    }

    @Override
    public ServerStats stats() {
        TaskCounts tasks = master.tasks().counts();
        return new ServerStats(startTime, master.workerId(), master.http().requests(), master.http().active(),
                connections().count(), tasks.waiting(), tasks.running(), tasks.delayed(), master.reloads());
    }

    @Override
    public Connections connections() {
        return master.connections();
    }

    @Override
    public CronJobs cronJobs() {
        return master.cronJobs();
    }

    @Override
    public List<Listener> listeners() {
        return master.listeners();
    }

    @Override
    public String toString() {
        return "Server[worker " + master.workerId() + ", "
                + (listeners().isEmpty() ? "no listeners" : Addresses.of(listeners())) + "]";
    }

    @Override
    public CompletionStage<Integer> reload() {
        return master.reload().thenApply(Reload::workerId);
    }

    @Override
    public void bind(SwellExtension extension, ClassLoader loader) {
        master.tasks().bind(extension, loader);
        master.tables().bind(extension);
    }

    @Override
    public void unbind(SwellExtension extension) {
        master.tasks().unbind(extension);
        master.tables().unbind(extension);
    }
}
