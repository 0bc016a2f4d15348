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

    private final HttpHandler next;

    Compression(HttpHandler next) {
        this.next = new EncodingHandler(next, new ContentEncodingRepository().addEncodingHandler("gzip",
                new GzipEncodingProvider(), GZIP_PRIORITY, Compression::gains));
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        exchange.addResponseCommitListener(commit -> {
            if (gains(exchange)) { // caches must know, also when this client gets it as it is
                exchange.getResponseHeaders().add(Headers.VARY, Headers.ACCEPT_ENCODING_STRING);
            }
        });
        next.handleRequest(exchange);
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
