package dev.swell.runtime.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpOpenListener;

import dev.swell.runtime.config.HttpSettings;
import dev.swell.runtime.observe.HttpMetrics;
import dev.swell.runtime.observe.Metrics;
import dev.swell.runtime.worker.Gate;
import dev.swell.runtime.worker.Part;
import dev.swell.runtime.worker.Worker;
import dev.swell.runtime.worker.Workers;

/**
 * Serves HTTP on one port. Prepare each worker before it becomes the current one, then {@link #start}; stop by
 * {@link #stopAccepting}, draining the worker, and {@link #close}.
 */
public final class HttpEngine implements AutoCloseable {

    private static final Part<Pipeline> PIPELINE = new Part<>();
    private static final int BACKLOG = 1024;

    private final HttpSettings settings;
    private final Workers workers;
    private final List<HttpAddOn> addOns;
    private final Traffic traffic;
    private final BufferPool buffers = new BufferPool();
    private Optional<UpgradeHandler> upgrades = Optional.empty();
    private XnioWorker threads;
    private HttpOpenListener listener;
    private AcceptingChannel<StreamConnection> server;
    private volatile boolean stopping;

    /** Makes one with the add-ons on the class path. */
    public HttpEngine(HttpSettings settings, Workers workers, Metrics metrics) {
        this(settings, workers, metrics,
                ServiceLoader.load(HttpAddOn.class, HttpEngine.class.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::get).toList());
    }

    HttpEngine(HttpSettings settings, Workers workers, Metrics metrics, List<HttpAddOn> addOns) {
        this.settings = settings;
        this.workers = workers;
        this.addOns = addOns;
        Gate gate = new Gate(settings.maxConcurrent(), settings.maxQueued());
        this.traffic = new Traffic(gate, new HttpMetrics(metrics, gate::running, gate::waiting),
                new Sessions(settings, workers));
    }

    /** Has upgrade requests answered; to be called before the first worker is prepared. */
    public void upgrades(UpgradeHandler handler) {
        upgrades = Optional.of(handler);
    }

    /**
     * Puts together what requests pass in that worker. Called once for each worker, before it becomes the current one; runs
     * application code (the middleware's {@code wrap}), and what it throws goes to the caller.
     */
    public void prepare(Worker worker) {
        List<Fallback> fallbacks = addOns.stream().flatMap(addOn -> addOn.prepare(worker).stream()).toList();
        Optional<Fallback> upgrade = upgrades.map(handler -> handler.prepare(worker));
        worker.set(PIPELINE, new Pipeline(worker, traffic.metrics(), fallbacks, upgrade));
    }

    /** Is to be called before a worker is closed, when it has no requests any more. */
    public void retire(Worker worker) {
        addOns.forEach(addOn -> addOn.retire(worker));
    }

    /**
     * Opens the port.
     *
     * @throws IOException if that fails; nothing is left open then
     */
    public void start() throws IOException {
        int ioThreads = Math.max(1, Runtime.getRuntime().availableProcessors());
        threads = Xnio.getInstance(HttpEngine.class.getClassLoader()).createWorker(OptionMap.builder()
                .set(Options.WORKER_IO_THREADS, ioThreads)
                .set(Options.WORKER_NAME, "swell-io")
                .set(Options.WORKER_TASK_CORE_THREADS, 1)
                .set(Options.WORKER_TASK_MAX_THREADS, ioThreads + 1)
                .set(Options.TCP_NODELAY, true)
                .set(Options.CORK, true)
                .getMap());
        listener = new HttpOpenListener(buffers, OptionMap.builder()
                .set(UndertowOptions.MAX_ENTITY_SIZE, settings.maxBody())
                .set(UndertowOptions.MAX_HEADER_SIZE, settings.maxHeaders())
                .set(UndertowOptions.ALWAYS_SET_DATE, true)
                .getMap());
        listener.setRootHandler(rootHandler());
        try {
            server = threads.createStreamConnectionServer(new InetSocketAddress(settings.host(), settings.port()),
                    ChannelListeners.openListenerAdapter(listener), OptionMap.builder()
                            .set(Options.TCP_NODELAY, true)
                            .set(Options.REUSE_ADDRESSES, true)
                            .set(Options.BACKLOG, BACKLOG)
                            .getMap());
        } catch (IOException | RuntimeException e) {
            threads.shutdownNow();
            throw e;
        }
        server.resumeAccepts();
    }

    private HttpHandler rootHandler() {
        return this::arrive;
    }

    private void arrive(HttpServerExchange exchange) {
        if (stopping) {
            exchange.setPersistent(false);
        }
        Worker worker = workers.lease();
        new Request(exchange, worker, worker.part(PIPELINE), traffic).arrive();
    }

    /** Returns the address that is served, with the port that was chosen. */
    public InetSocketAddress address() {
        return server.getLocalAddress(InetSocketAddress.class);
    }

    /** Returns how many requests were answered since the start. */
    public long requests() {
        return traffic.metrics().requests();
    }

    /** Returns the clients' sessions. */
    public Sessions sessions() {
        return traffic.sessions();
    }

    /** Returns how many requests run. */
    public int active() {
        return traffic.gate().running();
    }

    /** Takes no new connections; open ones are closed after their next answer. */
    public void stopAccepting() {
        stopping = true;
        IoUtils.safeClose(server);
    }

    /**
     * Closes the port and all connections, ends the sessions and the I/O threads. To be called when the worker has no
     * requests any more and before it is closed, since the beans in the sessions are destroyed in it.
     */
    @Override
    public void close() {
        traffic.sessions().close();
        if (threads != null) {
            stopAccepting();
            listener.closeConnections();
            threads.shutdown();
            buffers.close();
        }
    }
}
