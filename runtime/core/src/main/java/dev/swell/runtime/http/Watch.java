package dev.swell.runtime.http;

import static dev.swell.runtime.http.HttpLogger.LOG;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Date;

import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.util.ConnectionUtils;
import io.undertow.util.DateUtils;
import io.undertow.util.StatusCodes;

import dev.swell.runtime.config.HttpSettings;
import dev.swell.runtime.worker.Worker;

/**
 * Watches what comes in on a connection: how long it is idle between requests, how long a request's head takes and how large
 * it is. Undertow times only the silence between bytes, and answers a head that is too large with 400.
 */
final class Watch extends AbstractStreamSourceConduit<StreamSourceConduit> {

    // What the connection does. Numbers, since a reference that changes with each request costs the garbage collector work
    /** Between requests. */
    private static final int IDLE = 0;
    /** A head has begun to arrive. */
    private static final int HEAD = 1;
    /** A request is being handled, or the connection has left HTTP. */
    private static final int BUSY = 2;
    /** The answer was the last one: what the client still sends is read away, else it may not see the answer. */
    private static final int LAST = 3;

    /** Of a state that has begun since the last look, which will say when: nothing reads the clock for each request. */
    private static final long UNSEEN = 0;

    private final StreamConnection connection;
    private final HttpSettings settings;
    private final BufferPool buffers;
    private final Outlet outlet;
    private volatile int state = IDLE;
    private volatile long since = UNSEEN;
    private volatile RequestBody body;
    private volatile Request request;
    private int headBytes;
    private boolean lineEnded;

    Watch(StreamConnection connection, BufferPool buffers, HttpSettings settings) {
        super(connection.getSourceChannel().getConduit());
        this.connection = connection;
        this.buffers = buffers;
        this.settings = settings;
        this.outlet = new Outlet(connection, settings.idleTimeout());
    }

    /** Puts itself between the socket and what reads and writes. */
    void install() {
        connection.getSourceChannel().setConduit(this);
        connection.getSinkChannel().setConduit(outlet);
    }

    /** Returns the watch of the exchange's connection. */
    static Watch of(HttpServerExchange exchange) {
        return (Watch) ((HttpServerConnection) exchange.getConnection()).getOriginalSourceConduit();
    }

    @Override
    public int read(ByteBuffer buffer) throws IOException {
        if (state == BUSY) {
            return next.read(buffer);
        }
        if (state == HEAD && headBytes > settings.maxHeaders()) {
            refuse(lineEnded ? StatusCodes.REQUEST_HEADER_FIELDS_TOO_LARGE : StatusCodes.REQUEST_URI_TOO_LARGE);
        }
        if (state == LAST) {
            return readAway();
        }
        int begin = buffer.position();
        int count = next.read(buffer);
        if (count > 0) {
            head(buffer, begin, count);
        }
        return count;
    }

    private void head(ByteBuffer buffer, int begin, int count) {
        if (state == IDLE) {
            since = UNSEEN;
            state = HEAD;
            lineEnded = false;
        }
        headBytes += count;
        for (int i = begin; !lineEnded && i < begin + count; i++) {
            lineEnded = buffer.get(i) == '\n';
        }
    }

    /** Once at a time, since a client that never stops sending must not keep the I/O thread from the others. */
    private int readAway() throws IOException {
        return Math.min(0, next.read(ByteBuffer.allocate(BufferPool.BUFFER_BYTES)));
    }

    /** Says that a request's head is complete, and returns how many bytes it has. */
    int headComplete(PooledByteBuffer rest) {
        state = BUSY;
        return headBytes - (rest == null ? 0 : rest.getBuffer().remaining());
    }

    /** Says what the connection is busy with. */
    void serving(Request running) {
        request = running;
    }

    /** Ends what that worker still does for the connection; on the I/O thread. */
    void cutOff(Worker retired) {
        Request running = request;
        if (running == null || running.worker() != retired) {
            return;
        }
        state = LAST;
        buffers.keepingNone(() -> {
            if (outlet.cut()) {
                answer(StatusCodes.SERVICE_UNAVAILABLE, "Retry-After: 1\r\n", outlet::writeLast);
            } else {
                IoUtils.safeClose(connection);
            }
        });
    }

    /** Has a request's body looked after. */
    void watch(RequestBody arriving) {
        body = arriving;
    }

    /** Says that a request is over. */
    void requestOver(HttpServerExchange exchange) {
        Request served = request;
        if (served != null) {
            served.complete();
        }
        body = null;
        request = null;
        outlet.answered();
        if (!exchange.isPersistent()) {
            state = LAST;
        } else if (!exchange.isUpgrade()) {
            PooledByteBuffer pipelined = ((HttpServerConnection) exchange.getConnection()).getExtraBytes();
            headBytes = pipelined == null ? 0 : pipelined.getBuffer().remaining();
            since = UNSEEN;
            state = IDLE;
        } else {
            outlet.release();
        }
    }

    boolean isOpen() {
        return connection.isOpen();
    }

    /** Acts if something has taken too long. Called on the connection's I/O thread, now and then. */
    void look(long now) {
        int doing = state; // before the time, which a thread that has answered sets before the state
        if (since == UNSEEN) {
            since = now | 1; // never UNSEEN
        }
        long nanos = now - since;
        RequestBody arriving = body;
        if (doing == IDLE && nanos > settings.idleTimeout().toNanos()) {
            LOG.debugf("Closing a connection from %s, which is idle", connection.getPeerAddress());
            IoUtils.safeClose(connection);
        } else if (doing == HEAD && nanos > settings.requestTimeout().toNanos()) {
            refuse(StatusCodes.REQUEST_TIME_OUT);
        } else if (doing == BUSY && arriving != null) {
            arriving.look(now);
        }
        outlet.look(now);
    }

    /** Answers without an exchange, since there is none before the head is complete, and closes the connection. */
    private void refuse(int status) {
        LOG.debugf("Answering %d to %s, whose request's head doesn't arrive as it should", status,
                connection.getPeerAddress());
        state = LAST;
        answer(status, "", connection.getSinkChannel()::write);
    }

    private interface Way {
        void write(ByteBuffer bytes) throws IOException;
    }

    private void answer(int status, String header, Way out) {
        String server = settings.serverHeader().map(name -> "Server: " + name + "\r\n").orElse("");
        String answer = "HTTP/1.1 " + status + " " + StatusCodes.getReason(status) + "\r\n" + server + "Date: "
                + DateUtils.toDateString(new Date()) + "\r\n" + header
                + "Content-Length: 0\r\nConnection: close\r\n\r\n";
        try {
            out.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
            ConnectionUtils.cleanClose(connection);
        } catch (IOException e) {
            LOG.debugf(e, "A client didn't wait for the answer");
            IoUtils.safeClose(connection);
        }
    }
}
