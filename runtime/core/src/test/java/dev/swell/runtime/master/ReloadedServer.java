package dev.swell.runtime.master;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import dev.swell.runtime.master.ReloadedApplication.Answer;
import dev.swell.runtime.worker.launch.Application;
import dev.swell.runtime.worker.launch.Launcher;

/** A server of an application on disk. */
final class ReloadedServer implements AutoCloseable {

    private final Master master;

    private ReloadedServer(Master master) {
        this.master = master;
    }

    static ReloadedServer start(Path application, String... configuration) {
        Map<String, String> values = new HashMap<>(Map.of("swell.http.port", "0", "swell.management.port", "off",
                "swell.state-dir", application.resolveSibling("state").toString(), "swell.threads",
                System.getProperty("test.threads", "pool")));
        for (int i = 0; i < configuration.length; i += 2) {
            values.put(configuration[i], configuration[i + 1]);
        }
        Launcher launcher = Launcher.prepare(Application.at(List.of(application)), Optional.empty(), values);
        return new ReloadedServer(Master.start(launcher.first().configuration().settings(), launcher));
    }

    Master master() {
        return master;
    }

    KeptConnection connect() throws IOException {
        return new KeptConnection(master.listeners().get(0).port());
    }

    Answer get(String path) throws IOException {
        try (KeptConnection connection = connect()) {
            return connection.get(path);
        }
    }

    CompletableFuture<Answer> getLater(String path) {
        return later(() -> get(path));
    }

    private static <T> CompletableFuture<T> later(Callable<T> code) {
        CompletableFuture<T> future = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                future.complete(code.call());
            } catch (Exception e) { // the test sees it
                future.completeExceptionally(e instanceof CompletionException ? e.getCause() : e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return future;
    }

    @Override
    public void close() {
        master.close();
    }
}
