package dev.swell.runtime.http;

import static dev.swell.runtime.http.HttpLogger.LOG;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;
import org.xnio.channels.MulticastMessageChannel;

import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpOpenListener;
import io.undertow.util.AttachmentKey;

import dev.swell.runtime.config.HttpSettings;
import dev.swell.runtime.worker.Worker;

/** An open port, with its I/O threads and its connections. */
final class Port implements AutoCloseable {

    private static final AttachmentKey<String> ID = AttachmentKey.create(String.class);
    private static final int BACKLOG = 1024;
    private static final int SHORTEST_HEADER = 4; // "a:\r\n"
    private static final int MOST_FRAMING = 6; // of a chunk of one byte: "1\r\nx\r\n"

    private final Watches watches;
    private final XnioWorker threads;
    private final List<HttpOpenListener> listeners; // one for each I/O thread, by its number
    private final HttpHandler root;
    private final OptionMap options;
    private final Map<String, List<HttpOpenListener>> others = new ConcurrentHashMap<>(); // those of other ports, by their ids
    private final AcceptingChannel<StreamConnection> server;

    private Port(HttpSettings settings, HttpHandler root) throws IOException {
        watches = new Watches(settings, this::buffers);
        threads = threads();
        this.root = root;
        options = options(settings);
        listeners = IntStream.range(0, threads.getIoThreadCount())
                .mapToObj(i -> new HttpOpenListener(new BufferPool(threads.getIoThreadCount()), options))
                .toList();
        listeners.forEach(listener -> listener.setRootHandler(root));
        try {
            server = listen(new InetSocketAddress(settings.host(), settings.port()), watches.before(this::opened));
        } catch (IOException | RuntimeException e) {
            threads.shutdownNow();
            throw e;
        }
        server.resumeAccepts();
    }

    /**
     * Opens one.
     *
     * @throws IOException if that fails; nothing is left open then
     */
    static Port open(HttpSettings settings, HttpHandler root) throws IOException {
        return new Port(settings, root);
    }

    /**
     * Binds an address on the same I/O threads; connections are taken when accepts are resumed.
     *
     * @param opened takes them, on the I/O thread of each
     * @throws IOException if that fails; nothing is left open then
     */
    AcceptingChannel<StreamConnection> listen(InetSocketAddress address, ChannelListener<StreamConnection> opened)
            throws IOException {
        return threads.createStreamConnectionServer(address, acceptingTo(opened),
                OptionMap.builder().set(Options.TCP_NODELAY, true).set(Options.REUSE_ADDRESSES, true)
                        .set(Options.BACKLOG, BACKLOG).getMap());
    }

    /** Binds an address for datagrams, on one of the same I/O threads. */
    MulticastMessageChannel datagrams(InetSocketAddress address) throws IOException {
        return threads.createUdpServer(address, OptionMap.EMPTY);
    }

    private HttpOpenListener listener(StreamConnection connection) {
        return listeners.get(connection.getIoThread().getNumber() % listeners.size());
    }

    private void opened(StreamConnection connection) {
        listener(connection).handleEvent(connection);
    }

    /** Serves a connection that came to another port. */
    void serve(StreamConnection connection, String id) {
        int thread = connection.getIoThread().getNumber() % listeners.size();
        watches.before(opened -> others.computeIfAbsent(id, this::listenersOf).get(thread).handleEvent(opened))
                .handleEvent(connection);
    }

    private List<HttpOpenListener> listenersOf(String id) {
        HttpHandler marking = exchange -> {
            exchange.putAttachment(ID, id);
            root.handleRequest(exchange);
        };
        List<HttpOpenListener> own = listeners.stream()
                .map(main -> new HttpOpenListener(main.getBufferPool(), options)).toList();
        own.forEach(listener -> listener.setRootHandler(marking));
        return own;
    }

    /** Returns the id of the port that a request came to; empty for the main one. */
    static String id(HttpServerExchange exchange) {
        String id = exchange.getAttachment(ID);
        return id == null ? "" : id;
    }

    BufferPool buffers(StreamConnection connection) {
        return (BufferPool) listener(connection).getBufferPool();
    }

    /** XNIO's own adapter calls it an error that the port was closed before the thread came to look for connections. */
    private static ChannelListener<AcceptingChannel<StreamConnection>> acceptingTo(
            ChannelListener<StreamConnection> opened) {
        return port -> {
            try {
                for (StreamConnection next = port.accept(); next != null; next = port.accept()) {
                    ChannelListeners.invokeChannelListener(next, opened);
                }
            } catch (ClosedChannelException e) {
                LOG.tracef(e, "No connections come any more");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private static XnioWorker threads() throws IOException {
        int ioThreads = Runtime.getRuntime().availableProcessors();
        return Xnio.getInstance(Port.class.getClassLoader()).createWorker(OptionMap.builder()
                .set(Options.WORKER_NAME, "swell-io")
                .set(Options.WORKER_IO_THREADS, ioThreads)
                // Undertow ends sessions and deletes files there; application code runs on the worker's own threads
                .set(Options.WORKER_TASK_CORE_THREADS, 1)
                .set(Options.WORKER_TASK_MAX_THREADS, ioThreads + 1)
                .set(Options.TCP_NODELAY, true)
                .set(Options.CORK, true)
                .getMap());
    }

    private static OptionMap options(HttpSettings settings) {
        // Watch, Entrance and RequestBody see to sizes. Undertow's own limits come after theirs: it would answer 400 to a
        // large head, and close the connection without an answer, and count the framing, when chunks are too much
        int maxHead = settings.maxHeaders() + 2 * BufferPool.BUFFER_BYTES;
        int maxHeaders = maxHead / SHORTEST_HEADER;
        return OptionMap.builder()
                .set(UndertowOptions.MAX_HEADER_SIZE, maxHead)
                .set(UndertowOptions.MAX_HEADERS, maxHeaders)
                .set(UndertowOptions.MAX_COOKIES, maxHeaders)
                .set(UndertowOptions.MAX_ENTITY_SIZE, MOST_FRAMING * settings.maxBody() + BufferPool.BUFFER_BYTES)
                .set(UndertowOptions.MULTIPART_MAX_ENTITY_SIZE, settings.maxBody())
                .set(UndertowOptions.ALWAYS_SET_DATE, true)
                .getMap();
    }

    /** Returns the address, with the port that was chosen. */
    InetSocketAddress address() {
        return server.getLocalAddress(InetSocketAddress.class);
    }

    /** Returns how many connections are open. */
    int connections() {
        return watches.count();
    }

    /** Ends what that worker still does for a connection. */
    void cutOff(Worker retired) {
        watches.cutOff(retired);
    }

    /** Takes no new connections. */
    void stopAccepting() {
        IoUtils.safeClose(server);
    }

    /** Closes all connections and ends the I/O threads. */
    @Override
    public void close() {
        stopAccepting();
        listeners.forEach(HttpOpenListener::closeConnections);
        others.values().forEach(all -> all.forEach(HttpOpenListener::closeConnections));
        threads.shutdown();
        listeners.forEach(listener -> listener.getBufferPool().close());
    }
}
