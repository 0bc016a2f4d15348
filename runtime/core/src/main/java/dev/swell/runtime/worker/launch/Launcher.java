package dev.swell.runtime.worker.launch;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.swell.Server;
import dev.swell.runtime.config.LiveConfiguration;
import dev.swell.runtime.worker.Worker;
import dev.swell.runtime.worker.WorkerSource;

/** Launches the workers of one application, each with the files and the configuration of its time. For one thread at a time. */
public final class Launcher implements WorkerSource, AutoCloseable {

    private volatile Application application;
    private final Optional<String> profile;
    private volatile Map<String, String> overrides;
    private final KnownJars jars = new KnownJars();
    private final LiveConfiguration live = new LiveConfiguration();
    private Launch first;

    private Launcher(Application application, Optional<String> profile, Map<String, String> overrides) {
        this.application = application;
        this.profile = profile;
        this.overrides = overrides;
        try {
            this.first = launch(1);
        } catch (RuntimeException | Error e) {
            live.close();
            throw e;
        }
    }

    /**
     * Prepares the first worker, as {@link Launch#prepare} does, and remembers how for those to come.
     *
     * @throws StartFailure naming all that is wrong; nothing is left open then
     */
    public static Launcher prepare(Application application, Optional<String> profile, Map<String, String> overrides) {
        return new Launcher(application, profile, overrides);
    }

    private Launch launch(int workerId) {
        return Launch.prepare(workerId, application, profile, overrides, jars, live);
    }

    /**
     * Returns the first worker, prepared.
     *
     * @throws IllegalStateException if it was started already
     */
    public Launch first() {
        if (first == null) {
            throw new IllegalStateException("the first worker is on its way");
        }
        return first;
    }

    /** Returns the application that workers run. */
    public Application application() {
        return application;
    }

    /**
     * Has the workers after the first run another application.
     *
     * @param more configuration values that win over all others, besides those there are
     */
    public void next(Application other, Map<String, String> more) {
        application = other;
        Map<String, String> all = new HashMap<>(overrides);
        all.putAll(more);
        overrides = Map.copyOf(all);
    }

    @Override
    public Worker start(int id, Server server) {
        Launch launch = first == null ? launch(id) : first;
        first = null;
        return launch.start(server);
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }

    /** Returns the configuration that may change while the process runs. */
    public LiveConfiguration live() {
        return live;
    }

    /** Closes the first worker if it was never started, and ends the watch over live configuration. */
    @Override
    public void close() {
        live.close();
        if (first != null) {
            first.close();
        }
    }
}
