package dev.swell.runtime.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Consumer;

import org.xnio.IoUtils;

import io.undertow.io.BlockingReceiverImpl;
import io.undertow.io.BlockingSenderImpl;
import io.undertow.io.Receiver;
import io.undertow.io.Sender;
import io.undertow.io.UndertowInputStream;
import io.undertow.io.UndertowOutputStream;
import io.undertow.server.BlockingHttpExchange;
import io.undertow.server.HttpServerExchange;

/**
 * The streams of a blocking exchange, each made when somebody asks for it. Closing them is how most responses leave; what is
 * thrown then, by listeners of the application for example, is answered like what a handler throws.
 */
final class Streams implements BlockingHttpExchange {

    private final HttpServerExchange exchange;
    private final Consumer<Throwable> failed;
    private InputStream in;
    private OutputStream out;
    private DirectSender sender;
    private Sender buffered;
    private Receiver receiver;

    private Streams(HttpServerExchange exchange, Consumer<Throwable> failed) {
        this.exchange = exchange;
        this.failed = failed;
    }

    /** Puts an exchange in blocking mode. */
    static void open(HttpServerExchange exchange, Consumer<Throwable> failed) {
        exchange.startBlocking(new Streams(exchange, failed));
    }

    @Override
    public InputStream getInputStream() {
        if (in == null) {
            in = new UndertowInputStream(exchange);
        }
        return in;
    }

    @Override
    public OutputStream getOutputStream() {
        if (out == null) {
            out = isSent() ? closed() : new UndertowOutputStream(exchange);
        }
        return out;
    }

    private boolean isSent() {
        return sender != null && sender.isDirect();
    }

    /** Undertow's would have no channel to write to, and not say so. */
    private static OutputStream closed() {
        OutputStream closed = OutputStream.nullOutputStream();
        IoUtils.safeClose(closed);
        return closed;
    }

    @Override
    public Sender getSender() {
        if (sender == null) {
            sender = new DirectSender(exchange, this);
        }
        return sender;
    }

    /** Returns Undertow's own, which writes to the stream. */
    Sender bufferedSender() {
        if (buffered == null) {
            buffered = new BlockingSenderImpl(exchange, getOutputStream());
        }
        return buffered;
    }

    /** Tells whether there is a stream, which may hold what comes first. */
    boolean hasOutput() {
        return out != null;
    }

    @Override
    public Receiver getReceiver() {
        if (receiver == null) {
            receiver = new BlockingReceiverImpl(exchange, getInputStream());
        }
        return receiver;
    }

    @Override
    public void close() throws IOException {
        try {
            closeBoth();
        } catch (RuntimeException | Error e) {
            failed.accept(e);
        }
    }

    private void closeBoth() throws IOException {
        try {
            if (in != null || !exchange.isRequestComplete()) {
                getInputStream().close();
            }
        } finally {
            if (out != null || !isSent() && !exchange.isResponseComplete()) {
                getOutputStream().close();
            }
        }
    }
}
