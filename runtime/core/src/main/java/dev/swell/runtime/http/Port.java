package dev.swell.runtime.http;

import static dev.swell.runtime.http.HttpLogger.LOG;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.List;
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

import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpOpenListener;

import dev.swell.runtime.config.HttpSettings;
import dev.swell.runtime.worker.Worker;

/** An open port, with its I/O threads and its connections. */
final class Port implements AutoCloseable {

    private static final int BACKLOG = 1024;
    private static final int SHORTEST_HEADER = 4; // "a:\r\n"
    private static final int MOST_FRAMING = 6; // of a chunk of one byte: "1\r\nx\r\n"

    private final Watches watches;
    private final XnioWorker threads;
    private final List<HttpOpenListener> listeners; // one for each I/O thread, by its number
    private final AcceptingChannel<StreamConnection> server;

    private Port(HttpSettings settings, HttpHandler root) throws IOException {
        watches = new Watches(settings, this::buffers);
        threads = threads();
        listeners = IntStream.range(0, threads.getIoThreadCount())
                .mapToObj(i -> new HttpOpenListener(new BufferPool(threads.getIoThreadCount()), options(settings)))
                .toList();
        listeners.forEach(listener -> listener.setRootHandler(root));
        try {
            server = threads.createStreamConnectionServer(new InetSocketAddress(settings.host(), settings.port()),
                    acceptingTo(watches.before(this::opened)),
                    OptionMap.builder().set(Options.TCP_NODELAY, true).set(Options.REUSE_ADDRESSES, true)
                            .set(Options.BACKLOG, BACKLOG).getMap());
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

    private HttpOpenListener listener(StreamConnection connection) {
        return listeners.get(connection.getIoThread().getNumber() % listeners.size());
    }

    private void opened(StreamConnection connection) {
        listener(connection).handleEvent(connection);
    }

    private BufferPool buffers(StreamConnection connection) {
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
        threads.shutdown();
        listeners.forEach(listener -> listener.getBufferPool().close());
    }
}
