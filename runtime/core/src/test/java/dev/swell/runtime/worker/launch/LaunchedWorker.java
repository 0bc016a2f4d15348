package dev.swell.runtime.worker.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.swell.runtime.worker.Worker;

/** A worker of a test, and its beans by name. */
public final class LaunchedWorker implements AutoCloseable {

    private final Worker worker;

    private LaunchedWorker(Worker worker) {
        this.worker = worker;
    }

    static LaunchedWorker of(Path... paths) {
        return of(1, Application.at(List.of(paths)), Map.of());
    }

    public static LaunchedWorker of(int id, Application application, Map<String, String> overrides) {
        return new LaunchedWorker(Launch.prepare(id, application, Optional.empty(), overrides).start(null));
    }

    public Worker worker() {
        return worker;
    }

    boolean has(String type) {
        return inside(() -> worker.bean(load(type)).isPresent());
    }

    /** What a bean's toString says. */
    String text(String type) {
        return inside(() -> worker.bean(load(type)).orElseThrow().toString());
    }

    Class<?> load(String type) throws ClassNotFoundException {
        return worker.loader().loadClass(type);
    }

    <T> T inside(Callable<T> code) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(worker.loader());
        try {
            return code.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public void close() {
        worker.close();
    }
}
