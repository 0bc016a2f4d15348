package dev.swell.tck.benchmarks;

import java.nio.ByteBuffer;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.util.Headers;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.swell.tck.benchmarks.app.Message;

/**
 * What the engine does with nothing on top. The argument {@code worker} has each request run on Undertow's worker pool, as
 * blocking code must.
 */
final class BareUndertow {

    private BareUndertow() {}

    public static void main(String[] arguments) {
        boolean worker = arguments.length > 1 && arguments[1].equals("worker");
        ObjectMapper mapper = new ObjectMapper();
        HttpHandler plaintext = exchange -> {
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain");
            exchange.getResponseSender().send("Hello, World!");
        };
        HttpHandler json = exchange -> {
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
            exchange.getResponseSender().send(ByteBuffer.wrap(mapper.writeValueAsBytes(new Message("Hello, World!"))));
        };
        HttpHandler hello = exchange -> {
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain");
            exchange.getResponseSender().send(exchange.getQueryParameters().get("greet").getFirst() + ", "
                    + exchange.getQueryParameters().get("name").getFirst() + "!");
        };
        HttpHandler routes = Handlers.routing().get("/plaintext", on(worker, plaintext)).get("/json", on(worker, json))
                .get("/hello/{name}", on(worker, hello)).get("/rest/json", on(worker, json))
                .get("/rest/hello/{name}", on(worker, hello)).get("/ws", webSocketEcho());
        Undertow.builder().addHttpListener(Integer.parseInt(arguments[0]), "127.0.0.1").setHandler(routes).build()
                .start();
    }

    private static HttpHandler on(boolean worker, HttpHandler handler) {
        return worker ? exchange -> exchange.dispatch(handler) : handler;
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
