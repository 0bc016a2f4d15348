package dev.swell.runtime.http;

import java.util.Locale;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.encoding.ContentEncodingRepository;
import io.undertow.server.handlers.encoding.EncodingHandler;
import io.undertow.server.handlers.encoding.GzipEncodingProvider;
import io.undertow.util.Headers;

/** Compresses responses that gain by it, for clients that can read it. */
final class Compression implements HttpHandler {

    private static final int GZIP_PRIORITY = 50;
    private static final int WORTH_IT_BYTES = 1024;

    private final HttpHandler encoding;

    Compression(HttpHandler next) {
        HttpHandler varying = exchange -> {
            exchange.addResponseCommitListener(Compression::tellCaches);
            next.handleRequest(exchange);
        };
        encoding = new EncodingHandler(varying, new ContentEncodingRepository().addEncodingHandler("gzip",
                new GzipEncodingProvider(), GZIP_PRIORITY, Compression::gains));
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        encoding.handleRequest(exchange);
    }

    /** Says that other clients get other bytes, also to a client that gets them as they are. */
    private static void tellCaches(HttpServerExchange exchange) {
        if (gains(exchange)) {
            exchange.getResponseHeaders().add(Headers.VARY, Headers.ACCEPT_ENCODING_STRING);
        }
    }

    private static boolean gains(HttpServerExchange exchange) {
        String type = exchange.getResponseHeaders().getFirst(Headers.CONTENT_TYPE);
        long length = exchange.getResponseContentLength();
        return type != null && (length < 0 || length >= WORTH_IT_BYTES) && isText(type.toLowerCase(Locale.ROOT));
    }

    private static boolean isText(String type) {
        String pure = type.replaceFirst("\\s*;.*", "");
        return pure.startsWith("text/") && !pure.equals("text/event-stream") // whose lines must leave at once
                || pure.endsWith("json") || pure.endsWith("xml") || pure.endsWith("javascript");
    }
}
