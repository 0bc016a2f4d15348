package dev.swell.runtime.worker.launch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.inject.spi.BeanManager;

import org.jboss.weld.environment.se.WeldContainer;

import dev.swell.Server;
import dev.swell.extension.ExtensionSettings;
import dev.swell.extension.JobSettings;
import dev.swell.extension.SwellExtension;
import dev.swell.runtime.config.Configuration;
import dev.swell.runtime.config.ConfigurationException;
import dev.swell.runtime.config.LiveConfiguration;
import dev.swell.runtime.config.Settings;
import dev.swell.runtime.config.StateSettings;
import dev.swell.runtime.worker.Container;
import dev.swell.runtime.worker.HostServer;
import dev.swell.runtime.worker.Worker;
import dev.swell.runtime.worker.WorkerThreads;

/**
 * The start of one worker, in two steps: first the application's files and configuration are read, then its container is
 * started. For one thread.
 */
public final class Launch implements AutoCloseable {

    private final int workerId;
    private final RuntimeParts parts = new RuntimeParts();
    private Opened opened = new Opened();
    private Snapshot snapshot;
    private ApplicationLoader loader;
    private Configuration configuration;

    private Launch(int workerId) {
        this.workerId = workerId;
    }

    /**
     * Copies the application, makes its class loader and reads its configuration.
     *
     * @param workerId the worker's number, from 1
     * @param profile the configuration's profile, where another than that of the environment is wanted
     * @param overrides configuration values that win over all others
     * @throws StartFailure naming all that is wrong; nothing is left open then
     */
    public static Launch prepare(int workerId, Application application, Optional<String> profile,
            Map<String, String> overrides) {
        LiveConfiguration live = new LiveConfiguration();
        try {
            Launch launch = prepare(workerId, application, profile, overrides, new KnownJars(), live);
            launch.opened.add(live::close);
            return launch;
        } catch (RuntimeException | Error e) {
            live.close();
            throw e;
        }
    }

    static Launch prepare(int workerId, Application application, Optional<String> profile,
            Map<String, String> overrides, KnownJars jars, LiveConfiguration live) {
        Launch launch = new Launch(workerId);
        try {
            launch.open(application, profile, overrides, jars, live);
            return launch;
        } catch (RuntimeException | Error e) {
            throw launch.abandon(e);
        }
    }

    private void open(Application application, Optional<String> profile, Map<String, String> overrides,
            KnownJars jars, LiveConfiguration live) {
        ThreadRelease.prevent();
        if (workerId > 1) { // the first one has nothing beside it
            Reserve.fill();
        }
        snapshot = Snapshot.take(workerId, application, parts.places(), jars);
        opened.add(snapshot::delete);
        loader = new ApplicationLoader(freeContainerId(), snapshot.archives(), Launch.class.getClassLoader(),
                application.sharesClasses());
        opened.add(loader::close);
        configuration = Configuration.load(loader, profile, overrides, live);
        opened.add(configuration::close);
        if (!application.sharesClasses()) { // else they stay, and so may the threads of the test
            opened.add(ClassLoaderRelease.prepare(loader)::run);
        }
    }

    /** Several servers in one JVM, as in tests, may have workers of the same number. */
    private String freeContainerId() {
        String id = "worker-" + workerId;
        while (WeldContainer.instance(id) != null) {
            id += "'";
        }
        return id;
    }

    /** Returns the application's configuration, read and checked. */
    public Configuration configuration() {
        return configuration;
    }

    ClassLoader loader() {
        return loader;
    }

    /** Returns the jars and directories that the application consists of. */
    public List<Path> archives() {
        return snapshot.archives().stream().map(archive -> archive.origin().path()).toList();
    }

    /**
     * Starts the container. The worker closes all that belongs to it.
     *
     * @param server what code that runs meanwhile may inject; null if there is none yet
     * @throws StartFailure naming all that is wrong; nothing is left open then
     */
    public Worker start(Server server) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return boot(configuration.settings(), server);
        } catch (RuntimeException | Error e) {
            throw abandon(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private Worker boot(Settings settings, Server server) {
        CurrentContainer.install();
        WorkerThreads threads = WorkerThreads.of(workerId, settings, loader);
        opened.add(threads::close);
        Drivers.register(loader);
        Discovery discovery = new Discovery(snapshot.archives(), loader, parts.implicitAnnotations(),
                parts.visibleAnnotations());
        SwellExtension extension = new SwellExtension(extensionSettings(configuration, discovery));
        bind(extension, server);
        ApplicationWeld weld = new ApplicationWeld(loader, discovery,
                new ContainerThreads(threads.background(), settings.task()), parts.beans());
        weld.addExtension(extension);
        parts.extensions().forEach(weld::addExtension);
        BeanManager beans = initialize(weld, extension);
        discovery.overlooked().warn(beans);
        Opened owned = opened;
        Worker worker = new Worker(workerId, new Container(loader, beans, extension, owned::close), threads, settings);
        opened = new Opened();
        return worker;
    }

    private void bind(SwellExtension extension, Server server) {
        extension.bind(server);
        if (server instanceof HostServer host) {
            host.bind(extension, loader);
            opened.add(() -> host.unbind(extension));
        }
    }

    private BeanManager initialize(ApplicationWeld weld, SwellExtension extension) {
        try {
            WeldContainer container = weld.initialize();
            opened.add(container::shutdown);
            return container.getBeanManager();
        } catch (StartFailure e) {
            throw e;
        } catch (RuntimeException | Error e) {
            Reserve.release();
            LaunchLogger.LOG.debugf(e, "%s failed to start", loader.containerId());
            Set<String> problems = new LinkedHashSet<>();
            extension.problems().forEach(problem -> problems.add(problem.getMessage()));
            problems.addAll(Reasons.all(e, loader));
            throw new StartFailure(new ArrayList<>(problems));
        }
    }

    private static ExtensionSettings extensionSettings(Configuration configuration, Discovery discovery) {
        StateSettings state = configuration.settings().state();
        return new ExtensionSettings() {
            @Override
            public Set<String> laneScoped() {
                return state.laneScoped();
            }

            @Override
            public Set<String> renew() {
                return state.renew();
            }

            @Override
            public JobSettings jobs() {
                return configuration.jobs();
            }

            @Override
            public Set<String> implicitBeans() {
                return discovery.implicitBeans();
            }
        };
    }

    private RuntimeException abandon(Throwable failure) {
        Reserve.release();
        try {
            opened.close();
        } catch (RuntimeException | Error e) {
            LaunchLogger.LOG.debug("closing what a failed start had opened", e);
        }
        if (failure instanceof StartFailure known) {
            return known;
        }
        if (failure instanceof ConfigurationException wrong) {
            return new StartFailure(wrong.problems().stream().map(this::withOrigins).toList());
        }
        LaunchLogger.LOG.debug("start failed", failure);
        return new StartFailure(List.of(LaunchMessages.MESSAGES.failed(failure.toString())));
    }

    /** The place in a message is where the file came from, not the copy that was read. */
    private String withOrigins(String message) {
        String text = message;
        for (ArchiveCopy copy : snapshot.archives()) {
            text = text.replace(copy.path().toString(), copy.origin().path().toString());
        }
        return text;
    }

    /** Closes what was prepared, if it wasn't started: what was started belongs to the worker. */
    @Override
    public void close() {
        opened.close();
    }
}
