package dev.swell.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;

import dev.swell.runtime.config.HttpSettings;
import dev.swell.runtime.observe.Metrics;
import dev.swell.runtime.worker.Worker;
import dev.swell.runtime.worker.Workers;
import dev.swell.runtime.worker.launch.Application;
import dev.swell.runtime.worker.launch.LaunchedWorker;
import dev.swell.runtime.worker.launch.Sources;

/** A server whose application is replaced by one that was compiled from other sources, as by a reload. */
public final class ReloadingServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path folder;
    private final Workers workers = new Workers();
    private final Metrics metrics = new Metrics();
    private final HttpEngine engine;
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<WeakReference<ClassLoader>> retired = new ArrayList<>();
    private final List<Worker> running = new ArrayList<>();
    private int count;
    private boolean closed;

    private ReloadingServer(Path folder, BiFunction<Workers, Metrics, UpgradeHandler> upgrades) {
        this.folder = folder;
        HttpSettings base = HttpSettings.defaults();
        engine = new HttpEngine(new HttpSettings(base.host(), 0, base.serverHeader(), base.maxBody(),
                base.maxHeaders(), base.idleTimeout(), base.requestTimeout(), base.maxConcurrent(), base.maxQueued(),
                base.compression(), base.sessionTimeout(), base.sessionCookie()), workers, metrics, List.of());
        if (upgrades != null) {
            engine.upgrades(upgrades.apply(workers, metrics));
        }
    }

    static ReloadingServer start(Path folder, Sources first) throws IOException {
        return start(folder, null, first);
    }

    /** Starts one that answers upgrade requests. */
    public static ReloadingServer start(Path folder,
            BiFunction<Workers, Metrics, UpgradeHandler> upgrades, Sources first) throws IOException {
        ReloadingServer server = new ReloadingServer(folder, upgrades);
        server.takeOver(first);
        server.engine.start();
        return server;
    }

    /** Has another application take over; the one before may still have requests. */
    void takeOver(Sources next) throws IOException {
        int id = ++count;
        Path classes = next.directory(folder.resolve("app-" + id));
        Worker worker = LaunchedWorker.of(id, Application.at(List.of(classes)), Map.of()).worker();
        engine.prepare(worker);
        workers.swap(worker);
        running.add(worker);
    }

    /** Has the sessions let go of the worker before. */
    void passivate() {
        engine.sessions().passivate(running.get(0));
    }

    /** Does what a reload does with the worker before: waits for its requests, and closes it. */
    void retire() {
        Worker old = running.remove(0);
        assertThat(old.drain(PATIENCE)).isTrue();
        engine.sessions().passivate(old);
        old.close();
        retired.add(new WeakReference<>(old.loader()));
    }

    /** Replaces the application. */
    public void reload(Sources next) throws IOException {
        takeOver(next);
        retire();
    }

    /** Returns the port. */
    public int port() {
        return engine.address().getPort();
    }

    /** Waits until the class loaders of all applications but the last are gone. */
    public void assertOldClassesGo() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            System.gc();
            assertThat(retired.stream().map(WeakReference::get).filter(Objects::nonNull)).isEmpty();
        });
    }

    /** A client with a cookie. All of them share connections. */
    public final class Client {

        private String cookie = "";

        /** Returns the body of an answer, or the status if it isn't 200. */
        public String get(String path) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                    .timeout(PATIENCE);
            if (!cookie.isEmpty()) {
                request.header("Cookie", cookie);
            }
            try {
                HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
                response.headers().firstValue("Set-Cookie")
                        .ifPresent(set -> cookie = set.substring(0, set.indexOf(';')));
                return response.statusCode() == 200 ? response.body() : String.valueOf(response.statusCode());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Returns the cookie, as it is sent. */
        public String cookie() {
            return cookie;
        }
    }

    /** Returns a client that has no session yet. */
    public Client client() {
        return new Client();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        engine.stopAccepting();
        engine.close();
        List.copyOf(running).forEach(Worker::close);
        metrics.close();
    }
}
