package dev.swell.runtime.master;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

import dev.swell.Listener;
import dev.swell.ServerStats;
import dev.swell.cron.CronJobs;
import dev.swell.extension.ServerParts;
import dev.swell.socket.Connections;

/** The server as applications see it. */
final class RunningServer implements ServerParts {

    private final Master master;
    private final Instant startTime = Instant.now();

    RunningServer(Master master) {
        this.master = master;
    }

    @Override
    public ServerStats stats() {
        return new ServerStats(startTime, master.workerId(), master.http().requests(), master.http().active(),
                connections().count(), 0, 0, 0, master.reloads());
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
}
