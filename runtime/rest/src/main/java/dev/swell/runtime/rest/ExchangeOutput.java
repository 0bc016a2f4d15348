package dev.swell.runtime.rest;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jboss.resteasy.spi.AsyncOutputStream;

import io.undertow.io.UndertowOutputStream;
import io.undertow.server.HttpServerExchange;

/**
 * The body of an answer. The exchange's stream behind it keeps one buffer and tells the length of an answer that fits in;
 * a larger or flushed one goes out in chunks. Writers may close it as they like: the answer ends with {@link #end}.
 */
final class ExchangeOutput extends AsyncOutputStream {

    private final HttpServerExchange exchange;
    private final Runnable headers;
    private OutputStream stream;
    private boolean over;
    private IOException failure;

    /** Makes one that has the headers copied to the exchange before the first byte. */
    ExchangeOutput(HttpServerExchange exchange, Runnable headers) {
        this.exchange = exchange;
        this.headers = headers;
    }

    private OutputStream stream() throws IOException {
        if (over) {
            throw new IOException("the answer is over");
        }
        if (stream == null) {
            headers.run();
            stream = exchange.getOutputStream();
        }
        return stream;
    }

    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private void attempt(Writing writing) throws IOException {
        OutputStream out = stream();
        try {
            writing.to(out);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public void write(int value) throws IOException {
        attempt(out -> out.write(value));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        attempt(out -> out.write(bytes, offset, length));
    }

    @Override
    public void flush() throws IOException {
        attempt(OutputStream::flush);
    }

    @Override
    public void close() {
        // the answer ends when REST is done with it
    }

    @Override
    public CompletionStage<Void> asyncWrite(byte[] bytes, int offset, int length) {
        return attempted(out -> out.write(bytes, offset, length));
    }

    @Override
    public CompletionStage<Void> asyncFlush() {
        return attempted(OutputStream::flush);
    }

    private CompletionStage<Void> attempted(Writing writing) {
        try {
            attempt(writing);
            return CompletableFuture.completedFuture(null);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Takes back what hasn't left yet. */
    void reset() {
        if (stream instanceof UndertowOutputStream buffered) {
            buffered.resetBuffer();
        }
    }

    /** Tells whether the client is gone. */
    boolean isBroken() {
        return failure != null;
    }

    /** Sends what is left; nothing can be written any more. */
    void end() throws IOException {
        over = true;
        if (stream != null && failure == null) {
            stream.close();
        }
    }
}
