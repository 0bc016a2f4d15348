package dev.swell.runtime.dev;

import static dev.swell.runtime.dev.DevLogger.LOG;
import static dev.swell.runtime.dev.DevMessages.MESSAGES;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.undertow.server.HandlerWrapper;

import dev.swell.runtime.config.DevSettings;
import dev.swell.runtime.watch.FileEvents;
import dev.swell.runtime.worker.launch.Application;
import dev.swell.runtime.worker.launch.Launcher;

/**
 * Development mode: has each change of the application's files loaded at once. What doesn't compile or start is shown in
 * the terminal and to browsers, and the old code goes on. Never for production: everybody who may call the application
 * sees its sources then, as far as they are wrong.
 */
public final class DevMode implements AutoCloseable {

    private static final int NAMED = 3;

    /** Nobody waits for old code: with the time that it has in production, a stream would hold up the next reloads. */
    private static final Map<String, String> OVERRIDES = Map.of("swell.reload.max-wait", "1s");

    private final Pages pages = new Pages();
    private final Thread thread = new Thread(this::run, "swell-dev");
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Build build;
    private final Watcher watcher;
    private Supplier<? extends CompletionStage<?>> reload;

    private DevMode(Build build, Watcher watcher) {
        this.build = build;
        this.watcher = watcher;
        thread.setDaemon(true);
    }

    /**
     * Looks at what there is; changes count from now on.
     *
     * @param launcher of the application; its next workers read a jar from elsewhere if that has sources here
     * @throws IllegalStateException if the settings name what isn't there
     */
    public static DevMode prepare(DevSettings settings, Launcher launcher) {
        Application application = launcher.application();
        List<Path> named = application.named().stream().map(path -> path.toAbsolutePath().normalize()).toList();
        Unpacking unpacking = new Unpacking(application, named);
        Layout layout = Layout.of(settings, named, unpacking::output);
        List<Path> watched = watched(settings, named, layout);
        Build build = new Build(unpacking.application(), layout, unpacking.jar(), settings);
        LOG.watches(names(watched), layout.sources().isEmpty() ? "none"
                : names(layout.sources().stream().map(Root::directory).toList()));
        launcher.next(unpacking.application(), OVERRIDES);
        return new DevMode(build,
                new Watcher(new WatchedFiles(watched, new Relevance(settings.ignore(), settings.extensions())),
                        FileEvents.open(LOG::noEvents)));
    }

    private static List<Path> watched(DevSettings settings, List<Path> named, Layout layout) {
        Set<Path> watched = new LinkedHashSet<>();
        settings.watch().forEach(path -> watched.add(path.toAbsolutePath().normalize()));
        if (watched.isEmpty()) {
            for (Path path : named) {
                watched.add(path);
                watched.add(path.resolveSibling("lib")); // which may be made later
            }
            layout.sources().forEach(root -> watched.add(root.directory()));
            layout.resources().forEach(root -> watched.add(root.directory()));
        }
        return List.copyOf(watched);
    }

    private static String names(List<Path> paths) {
        return paths.stream().filter(Files::exists).map(Path::toString).collect(Collectors.joining(", "));
    }

    /** Returns what requests are to pass before anything else. */
    public HandlerWrapper handler() {
        return next -> new DevHandler(pages, next);
    }

    /**
     * Has changes loaded from now on, on a thread of its own.
     *
     * @param reloading starts a worker with the new code, and fails with the reason in its message
     */
    public void begin(Supplier<? extends CompletionStage<?>> reloading) {
        reload = reloading;
        thread.start();
    }

    private void run() {
        try {
            round(Set.of(), build::catchUp);
            while (!Thread.currentThread().isInterrupted()) {
                Set<Path> changes = changes();
                if (!changes.isEmpty()) {
                    round(changes, touched -> build.make(changes, touched));
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("development mode ends");
        }
    }

    private Set<Path> changes() throws InterruptedException {
        try {
            return watcher.next();
        } catch (RuntimeException e) { // of a file system that fails; it may be better next time
            LOG.broken("what is watched can't be read", e);
            return Set.of();
        }
    }

    /** Makes the application's files, and says which. */
    private interface Making {
        void run(Set<Path> touched) throws IOException, CompileFailure;
    }

    private void round(Set<Path> changes, Making making) throws InterruptedException {
        String what = describe(changes);
        try {
            if (make(making) || !changes.isEmpty()) {
                LOG.changed(what);
                reload.get().toCompletableFuture().get();
                pages.showApplication();
            }
        } catch (CompileFailure e) {
            LOG.compilesNot(what, e);
            pages.show(new Problem("The sources don't compile", e.getMessage()));
        } catch (ExecutionException e) { // the master has logged it
            pages.show(new Problem("The new code doesn't start", String.valueOf(e.getCause().getMessage())));
        } catch (IOException | RuntimeException | Error e) { // the next change may be a better one
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException("at the end, while it was at work: " + e);
            }
            LOG.broken(what, e);
            pages.show(new Problem("Development mode failed", e.toString()));
        }
    }

    private boolean make(Making making) throws IOException, CompileFailure {
        Set<Path> touched = new HashSet<>();
        try {
            long begun = System.nanoTime();
            making.run(touched);
            LOG.debugf("%d files made in %d ms", touched.size(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
            return !touched.isEmpty();
        } finally {
            watcher.ignore(touched);
        }
    }

    private static String describe(Set<Path> changes) {
        if (changes.isEmpty()) {
            return "what is newer than the build";
        }
        String named = changes.stream().limit(NAMED).map(path -> path.getFileName().toString())
                .collect(Collectors.joining(", "));
        return changes.size() > NAMED ? named + " and " + (changes.size() - NAMED) + " more" : named;
    }

    /** Ends it, without waiting for a reload that runs. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
            watcher.close();
            build.close();
        } catch (IOException e) {
            LOG.debug("closing development mode", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Unpacks the first jar, but only if sources need a place for their classes. */
    private static final class Unpacking {

        private final Application plain;
        private final List<Path> named;
        private Optional<UnpackedJar> jar = Optional.empty();

        Unpacking(Application plain, List<Path> named) {
            this.plain = plain;
            this.named = named;
        }

        Path output() {
            Path first = plain.archives().get(0);
            if (Files.isDirectory(first)) {
                return named.get(0);
            }
            if (jar.isEmpty()) {
                try {
                    jar = Optional.of(UnpackedJar.of(first));
                } catch (IOException e) {
                    throw MESSAGES.notUnpacked(first, e.toString(), e);
                }
            }
            return jar.get().directory();
        }

        Optional<UnpackedJar> jar() {
            return jar;
        }

        Application application() {
            return jar.map(unpacked -> plain.reading(unpacked.jar(), unpacked.directory())).orElse(plain);
        }
    }
}
