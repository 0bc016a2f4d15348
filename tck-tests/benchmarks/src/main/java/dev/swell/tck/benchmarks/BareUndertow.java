package dev.swell.tck.benchmarks;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.swell.tck.benchmarks.app.Routes;

/**
 * What the engine does with nothing on top. Arguments: the port, and what runs the handlers: {@code io}, {@code worker}
 * (Undertow's pool), {@code virtual} (a virtual thread each, on the JDK's scheduler) or {@code carrier} ({@link Carrier}).
 */
final class BareUndertow {

    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int BUFFERS = 2_000;
    private static final int BUFFERS_OF_A_THREAD = 4;

    private BareUndertow() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        Undertow.builder().addHttpListener(Integer.parseInt(arguments[0]), "127.0.0.1")
                .setByteBufferPool(buffers(arguments[1])).setHandler(routes(arguments[1])).build().start();
    }

    private static HttpHandler routes(String threads) throws ReflectiveOperationException {
        UnaryOperator<HttpHandler> on = handover(threads);
        // The default mapper has a buffer for each thread: the best there is, unless threads live for one request.
        Routes app = threads.equals("io") || threads.equals("worker") ? new Routes(new ObjectMapper()) : new Routes();
        HttpHandler json = on.apply(app::json);
        HttpHandler hello = on.apply(app::hello);
        return Handlers.routing().get("/plaintext", on.apply(app::plaintext)).get("/json", json)
                .get("/hello/{name}", hello).get("/rest/json", json).get("/rest/hello/{name}", hello)
                .get("/sleep", on.apply(app::sleep)).get("/compute", on.apply(app::compute))
                .post("/upload", on.apply(exchange -> {
                    exchange.startBlocking();
                    app.upload(exchange);
                })).get("/ws", webSocketEcho());
    }

    private static UnaryOperator<HttpHandler> handover(String threads) throws ReflectiveOperationException {
        return switch (threads) {
            case "io" -> handler -> handler;
            case "worker" -> handler -> exchange -> exchange.dispatch(handler);
            case "virtual" -> {
                Executor virtual = (Executor) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
                yield handler -> exchange -> exchange.dispatch(virtual, handler);
            }
            case "carrier" -> Carrier::carried;
            default -> throw new IllegalArgumentException("'" + threads + "' is not io, worker, virtual or carrier");
        };
    }

    /** Undertow's pool keeps some for each thread, which is a leak where each request has a new one. */
    private static ByteBufferPool buffers(String threads) {
        return switch (threads) {
            case "carrier" -> new SharedBuffers(BUFFER_BYTES, BUFFERS);
            case "virtual" -> new DefaultByteBufferPool(true, BUFFER_BYTES, BUFFERS, 0);
            default -> new DefaultByteBufferPool(true, BUFFER_BYTES, BUFFERS, BUFFERS_OF_A_THREAD);
        };
    }

    private static HttpHandler webSocketEcho() {
        return Handlers.websocket((exchange, channel) -> {
            channel.getReceiveSetter().set(new AbstractReceiveListener() {
                @Override
                protected void onFullTextMessage(WebSocketChannel sender, BufferedTextMessage message) {
                    WebSockets.sendText(message.getData(), sender, null);
                }
            });
            channel.resumeReceives();
        });
    }
}
