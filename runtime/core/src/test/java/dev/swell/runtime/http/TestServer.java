package dev.swell.runtime.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;

import jakarta.enterprise.inject.spi.Extension;

import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;

import io.smallrye.config.SmallRyeConfigProviderResolver;

import dev.swell.extension.ExtensionSettings;
import dev.swell.extension.SwellExtension;
import dev.swell.runtime.config.HttpSettings;
import dev.swell.runtime.config.Threads;
import dev.swell.runtime.observe.Metrics;
import dev.swell.runtime.worker.Container;
import dev.swell.runtime.worker.Handover;
import dev.swell.runtime.worker.Worker;
import dev.swell.runtime.worker.Workers;

/** An application of a few bean classes, served on any free port. */
public final class TestServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int THREADS = 64;

    private final Workers workers = new Workers();
    private final Metrics metrics = new Metrics();
    private final WeldContainer container;
    private final Worker worker;
    private final HttpEngine engine;
    private final int clientPort;
    /** Without the offer of HTTP/2, which only the first request of a connection makes: what tests record would differ by it. */
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE).build();

    private TestServer(Builder builder) {
        SwellExtension extension = new SwellExtension(ExtensionSettings.none());
        Weld weld = new Weld("test-" + System.nanoTime()).disableDiscovery().addExtension(extension)
                .setClassLoader(builder.loader).addBeanClasses(builder.beans);
        builder.extensions.forEach(weld::addExtension);
        container = weld.initialize();
        ClassLoader loader = builder.loader;
        Handover handover = builder.handover.apply(Handover.of(builder.threads, "swell-1", THREADS, loader));
        worker = new Worker(1, new Container(loader, container.getBeanManager(), extension, container::shutdown),
                handover);
        engine = new HttpEngine(builder.settings, workers, metrics, builder.addOns,
                new Sessions(builder.settings, workers, builder.maxSessions));
        builder.upgrades.ifPresent(maker -> engine.upgrades(maker.apply(workers, metrics)));
        builder.engine.forEach(change -> change.accept(engine));
        engine.prepare(worker);
        workers.swap(worker);
        try {
            engine.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        clientPort = builder.clientPort.applyAsInt(engine.address().getPort());
    }

    /** Starts an application with the default settings. */
    public static TestServer of(Class<?>... beans) {
        return with(beans).start();
    }

    /** Prepares one that is different. */
    public static Builder with(Class<?>... beans) {
        return new Builder(beans);
    }

    /** What differs from the default. */
    public static final class Builder {
        private final Class<?>[] beans;
        private final List<HttpAddOn> addOns = new ArrayList<>();
        private final List<Extension> extensions = new ArrayList<>();
        private final List<Consumer<HttpEngine>> engine = new ArrayList<>();
        private HttpSettings settings = port(HttpSettings.defaults());
        private Optional<BiFunction<Workers, Metrics, UpgradeHandler>> upgrades = Optional.empty();
        private ClassLoader loader = new ClassLoader("application", TestServer.class.getClassLoader()) {};
        private Threads threads = Threads
                .valueOf(System.getProperty("test.threads", "pool").toUpperCase(Locale.ROOT));
        private UnaryOperator<Handover> handover = UnaryOperator.identity();
        private int maxSessions = 1000;
        private IntUnaryOperator clientPort = IntUnaryOperator.identity();

        private Builder(Class<?>... beans) {
            this.beans = beans;
        }

        private static HttpSettings port(HttpSettings base) {
            return new HttpSettings(base.host(), 0, base.serverHeader(), base.maxBody(), base.maxHeaders(),
                    base.idleTimeout(), base.requestTimeout(), base.maxConcurrent(), base.maxQueued(),
                    base.compression(), base.sessionTimeout(), base.sessionCookie());
        }

        /** Changes the settings; the port is 0 already. */
        public Builder settings(UnaryOperator<HttpSettings> change) {
            settings = change.apply(settings);
            return this;
        }

        /** Adds CDI extensions to the application's container. */
        public Builder extensions(List<Extension> more) {
            extensions.addAll(more);
            return this;
        }

        /** Makes a loader that has the bean classes the application's. */
        public Builder loader(ClassLoader own) {
            loader = own;
            return this;
        }

        /** Adds what answers behind the routes. */
        public Builder addOn(HttpAddOn addOn) {
            addOns.add(addOn);
            return this;
        }

        /** Is called with the engine before the worker is prepared. */
        public Builder engine(Consumer<HttpEngine> change) {
            engine.add(change);
            return this;
        }

        /** Has upgrade requests answered. */
        public Builder upgrades(BiFunction<Workers, Metrics, UpgradeHandler> maker) {
            upgrades = Optional.of(maker);
            return this;
        }

        /** Keeps at most so many sessions. */
        public Builder maxSessions(int count) {
            maxSessions = count;
            return this;
        }

        /** Has clients go to another port, from which somebody passes on what they send. */
        public Builder clientPort(IntUnaryOperator portOfServer) {
            clientPort = portOfServer;
            return this;
        }

        /** Hands work over in that way. */
        public Builder threads(Threads way) {
            threads = way;
            return this;
        }

        /** Changes the way in which work is handed over. */
        public Builder handover(UnaryOperator<Handover> change) {
            handover = change;
            return this;
        }

        public TestServer start() {
            return new TestServer(this);
        }
    }

    public Worker worker() {
        return worker;
    }

    public HttpEngine engine() {
        return engine;
    }

    public Metrics metrics() {
        return metrics;
    }

    /** Returns the port that clients use. */
    public int port() {
        return clientPort;
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    /** Returns a bean of the application. */
    public <T> T bean(Class<T> type) {
        return container.select(type).get();
    }

    public HttpResponse<String> get(String path) {
        return send("GET", path, "");
    }

    /** Sends a request with headers given as names and values in turn. */
    public HttpResponse<String> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(PATIENCE).method(method,
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opens a connection for raw bytes; its reads give up after a while. */
    public Socket connect() throws IOException {
        Socket socket = new Socket("127.0.0.1", port());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    /** Sends bytes (each char is one) on a new connection and returns all that comes until the server closes it. */
    public String raw(String bytes) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Override
    public void close() {
        engine.stopAccepting();
        engine.retire(worker, Duration.ZERO);
        worker.drain(PATIENCE);
        engine.close();
        worker.close();
        metrics.close();
        // whoever has asked for the configuration in the application has one made for its class loader
        ((SmallRyeConfigProviderResolver) ConfigProviderResolver.instance()).releaseConfig(worker.loader());
    }
}
