package dev.swell.runtime.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Consumer;

import io.undertow.io.Receiver;
import io.undertow.io.Sender;
import io.undertow.server.BlockingHttpExchange;
import io.undertow.server.HttpServerExchange;

/**
 * The streams of a blocking exchange. Closing them is how most responses leave; what is thrown then, by listeners of the
 * application for example, is answered like what a handler throws.
 */
final class Streams implements BlockingHttpExchange {

    private final BlockingHttpExchange streams;
    private final Consumer<Throwable> failed;

    private Streams(BlockingHttpExchange streams, Consumer<Throwable> failed) {
        this.streams = streams;
        this.failed = failed;
    }

    /** Puts an exchange in blocking mode. */
    static void open(HttpServerExchange exchange, Consumer<Throwable> failed) {
        exchange.startBlocking();
        exchange.startBlocking(new Streams(exchange.startBlocking(null), failed));
    }

    @Override
    public InputStream getInputStream() {
        return streams.getInputStream();
    }

    @Override
    public OutputStream getOutputStream() {
        return streams.getOutputStream();
    }

    @Override
    public Sender getSender() {
        return streams.getSender();
    }

    @Override
    public Receiver getReceiver() {
        return streams.getReceiver();
    }

    @Override
    public void close() throws IOException {
        try {
            streams.close();
        } catch (RuntimeException | Error e) {
            failed.accept(e);
        }
    }
}
