package dev.swell.runtime.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

import org.xnio.ChannelListener;
import org.xnio.StreamConnection;
import org.xnio.channels.AcceptingChannel;
import org.xnio.channels.MulticastMessageChannel;

import io.undertow.connector.ByteBufferPool;
import io.undertow.server.HandlerWrapper;
import io.undertow.server.HttpServerExchange;

import dev.swell.runtime.config.HttpSettings;
import dev.swell.runtime.observe.HttpMetrics;
import dev.swell.runtime.observe.Metrics;
import dev.swell.runtime.worker.Gate;
import dev.swell.runtime.worker.Part;
import dev.swell.runtime.worker.Stripes;
import dev.swell.runtime.worker.Worker;
import dev.swell.runtime.worker.Workers;

/**
 * Serves HTTP on one port. Prepare each worker before it becomes the current one, then {@link #start}; stop by
 * {@link #stopAccepting}, {@link #retire}, draining the worker, and {@link #close}.
 */
public final class HttpEngine implements AutoCloseable {

    private static final Part<Pipelines> PIPELINES = new Part<>();

    private final HttpSettings settings;
    private final Workers workers;
    private final List<HttpAddOn> addOns;
    private final Traffic traffic;
    private Optional<UpgradeHandler> upgrades = Optional.empty();
    private HandlerWrapper around = next -> next;
    private Port port;
    private Runnable usedUp = () -> {};
    private volatile boolean stopping;
    private volatile boolean closing;

    /** Makes one with the add-ons on the class path. */
    public HttpEngine(HttpSettings settings, Workers workers, Metrics metrics) {
        this(settings, workers, metrics,
                ServiceLoader.load(HttpAddOn.class, HttpEngine.class.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::get).toList());
    }

    HttpEngine(HttpSettings settings, Workers workers, Metrics metrics, List<HttpAddOn> addOns) {
        this(settings, workers, metrics, addOns, new Sessions(settings, workers));
    }

    HttpEngine(HttpSettings settings, Workers workers, Metrics metrics, List<HttpAddOn> addOns, Sessions sessions) {
        this.settings = settings;
        this.workers = workers;
        this.addOns = addOns;
        Gate gate = new Gate(settings.maxConcurrent(), settings.maxQueued());
        this.traffic = new Traffic(gate, new HttpMetrics(metrics, gate::running, gate::waiting),
                sessions, settings);
    }

    /** Has upgrade requests answered; to be called before the first worker is prepared. */
    public void upgrades(UpgradeHandler handler) {
        upgrades = Optional.of(handler);
    }

    /**
     * Has all requests pass this, on the I/O thread, before a worker is leased. What it adds to responses comes before they
     * are compressed. To be called before the start.
     */
    public void around(HandlerWrapper wrapper) {
        around = wrapper;
    }

    /**
     * Puts together what requests pass in that worker. Called once for each worker, before it becomes the current one; runs
     * application code (the middleware's {@code wrap}), and what it throws goes to the caller.
     */
    public void prepare(Worker worker) {
        traffic.sessions().prepare(worker);
        List<Fallback> fallbacks = addOns.stream().flatMap(addOn -> addOn.prepare(worker).stream()).toList();
        worker.set(PIPELINES, new Pipelines(worker, traffic.metrics(), fallbacks, upgrades));
    }

    /**
     * Is to be called when a worker takes no new requests, before it is drained.
     *
     * @param quiet after how long without an event answers end that would go on for ever
     */
    public void retire(Worker worker, Duration quiet) {
        addOns.forEach(addOn -> addOn.retire(worker, quiet));
    }

    /**
     * Opens the port.
     *
     * @throws IOException if that fails; nothing is left open then
     */
    public void start() throws IOException {
        port = Port.open(settings, new Entrance(traffic, () -> closing, around.wrap(this::arrive)));
    }

    /**
     * Binds another address on the same I/O threads, for whatever protocol; connections are taken when accepts are resumed.
     * To be called after {@link #start}; {@link #close} closes the connections too.
     *
     * @param opened takes them, on the I/O thread of each
     * @throws IOException if that fails; nothing is left open then
     */
    public AcceptingChannel<StreamConnection> listen(InetSocketAddress address,
            ChannelListener<StreamConnection> opened) throws IOException {
        return port.listen(address, opened);
    }

    /**
     * Binds an address for datagrams, on one of the same I/O threads; as {@link #listen}.
     *
     * @throws IOException if that fails; nothing is left open then
     */
    public MulticastMessageChannel datagrams(InetSocketAddress address) throws IOException {
        return port.datagrams(address);
    }

    /**
     * Serves HTTP on a connection that came to another port.
     *
     * @param portId see {@link dev.swell.extension.model.SocketModel#portId}
     */
    public void serve(StreamConnection connection, String portId) {
        port.serve(connection, portId);
    }

    /** Returns where the buffers of a connection come from. */
    public ByteBufferPool buffers(StreamConnection connection) {
        return port.buffers(connection);
    }

    /** Returns the host that is served, as configured. */
    public String host() {
        return settings.host();
    }

    private void arrive(HttpServerExchange exchange) {
        if (stopping) {
            exchange.setPersistent(false);
        }
        int stripe = Stripes.of(exchange.getIoThread());
        Worker worker = workers.lease(stripe);
        if (worker.isUsedUp()) {
            usedUp.run();
        }
        new Request(exchange, stripe, worker, this).arrive();
    }

    Traffic traffic() {
        return traffic;
    }

    Workers workers() {
        return workers;
    }

    /** Returns what a request passes in that worker. */
    static Pipeline pipeline(Worker worker, HttpServerExchange exchange) {
        return worker.part(PIPELINES).of(Port.id(exchange));
    }

    /** Has that run, on an I/O thread, when a worker has had as many requests as it is to have; before {@link #start}. */
    public void whenUsedUp(Runnable action) {
        usedUp = action;
    }

    /**
     * Ends the requests of a worker that still run although they were interrupted: with 503 if their answer has not begun,
     * else by closing the connection. Returns when that is done.
     */
    public void cutOff(Worker worker) {
        port.cutOff(worker);
    }

    /** Returns the address that is served, with the port that was chosen. */
    public InetSocketAddress address() {
        return port.address();
    }

    /** Returns how many connections are open. */
    public int connections() {
        return port.connections();
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

    /** Returns how many requests wait for their turn. */
    public int queued() {
        return traffic.gate().waiting();
    }

    /** Takes no new connections; open ones are closed after their next answer. */
    public void stopAccepting() {
        port.stopAccepting();
        stopping = true; // now: whoever is told to come back on another connection shall not find the port half closed
    }

    /**
     * Closes the port and all connections, ends the sessions and the I/O threads. To be called when the worker has no
     * requests any more and before it is closed, since the beans in the sessions are destroyed in it. That may take long: a
     * request that still comes is answered with 503, else it would be cut off and might begin a session that never ends.
     */
    @Override
    public void close() {
        closing = true;
        traffic.sessions().close();
        if (port != null) {
            port.close();
        }
    }
}
