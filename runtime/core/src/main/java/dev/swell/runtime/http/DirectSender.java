package dev.swell.runtime.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import org.xnio.channels.Channels;

import io.undertow.UndertowMessages;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;

/**
 * The sender of a blocking exchange. An answer that is there as a whole, which most are, goes straight to the channel; all
 * else is Undertow's own sender's, which copies through the buffer of a stream.
 */
final class DirectSender implements Sender {

    private static final int UNKNOWN = -1;

    private final HttpServerExchange exchange;
    private final Streams streams;
    private boolean direct;

    DirectSender(HttpServerExchange exchange, Streams streams) {
        this.exchange = exchange;
        this.streams = streams;
    }

    /** Tells whether it has sent the whole answer, so that no stream has anything to add. */
    boolean isDirect() {
        return direct;
    }

    @Override
    public void send(ByteBuffer data) {
        send(data, IoCallback.END_EXCHANGE);
    }

    @Override
    public void send(ByteBuffer data, IoCallback callback) {
        if (callback == IoCallback.END_EXCHANGE && isWhole()) {
            sendWhole(data);
        } else {
            buffered().send(data, callback);
        }
    }

    @Override
    public void send(String data) {
        send(data, StandardCharsets.UTF_8, IoCallback.END_EXCHANGE);
    }

    @Override
    public void send(String data, Charset charset) {
        send(data, charset, IoCallback.END_EXCHANGE);
    }

    @Override
    public void send(String data, IoCallback callback) {
        send(data, StandardCharsets.UTF_8, callback);
    }

    @Override
    public void send(String data, Charset charset, IoCallback callback) {
        send(ByteBuffer.wrap(data.getBytes(charset)), callback);
    }

    /** @throws IllegalStateException as Undertow's asynchronous sender does, if the whole answer has been sent */
    private Sender buffered() {
        if (direct) {
            throw UndertowMessages.MESSAGES.responseComplete();
        }
        return streams.bufferedSender();
    }

    /** Tells whether nothing is there of the answer yet but its status, which allows a body. */
    private boolean isWhole() {
        int status = exchange.getStatusCode();
        return !streams.hasOutput() && exchange.isResponseChannelAvailable()
                && exchange.getResponseContentLength() == UNKNOWN
                && !exchange.getResponseHeaders().contains(Headers.TRANSFER_ENCODING)
                && status != StatusCodes.NO_CONTENT && status != StatusCodes.NOT_MODIFIED;
    }

    private void sendWhole(ByteBuffer data) {
        direct = true;
        exchange.setResponseContentLength(data.remaining());
        try {
            Channels.writeBlocking(exchange.getResponseChannel(), data);
        } catch (IOException e) {
            IoCallback.END_EXCHANGE.onException(exchange, this, e);
            return;
        }
        exchange.endExchange();
    }

    @Override
    public void send(ByteBuffer[] data) {
        buffered().send(data);
    }

    @Override
    public void send(ByteBuffer[] data, IoCallback callback) {
        buffered().send(data, callback);
    }

    @Override
    public void transferFrom(FileChannel source, IoCallback callback) {
        buffered().transferFrom(source, callback);
    }

    @Override
    public void close(IoCallback callback) {
        if (direct) { // and so it is closed
            callback.onComplete(exchange, this);
        } else {
            buffered().close(callback);
        }
    }

    @Override
    public void close() {
        if (!direct) {
            buffered().close();
        }
    }
}
