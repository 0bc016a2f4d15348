package dev.swell.runtime.http;

import java.util.List;
import java.util.function.BooleanSupplier;

import io.undertow.server.Connectors;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;

import dev.swell.runtime.config.HttpSettings;
import dev.swell.runtime.worker.Stripes;

/**
 * Refuses, on the I/O thread and before anything is read or leased, what is too large or has a path that lies, and whatever
 * comes when the server closes.
 */
final class Entrance implements HttpHandler {

    private static final int MAX_HEADERS = 200;

    private final HttpSettings settings;
    private final Traffic traffic;
    private final BooleanSupplier closing;
    private final HttpHandler next;

    Entrance(Traffic traffic, BooleanSupplier closing, HttpHandler next) {
        this.closing = closing;
        this.settings = traffic.settings();
        this.traffic = traffic;
        HttpHandler uncompressed = new HttpContinueReadHandler(next);
        this.next = settings.compression() ? new Compression(uncompressed) : uncompressed;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        Watch watch = Watch.of(exchange);
        int headBytes = watch.headComplete(((HttpServerConnection) exchange.getConnection()).getExtraBytes());
        exchange.addExchangeCompleteListener((over, proceed) -> {
            watch.requestOver(over);
            proceed.proceed();
        });
        if (settings.serverHeader().isPresent()) {
            exchange.getResponseHeaders().put(Headers.SERVER, settings.serverHeader().get());
        }
        int status = refusal(exchange, headBytes);
        if (status == StatusCodes.OK) {
            if (!exchange.isRequestComplete()) {
                exchange.setMaxEntitySize(settings.maxBody());
            }
            next.handleRequest(exchange);
        } else {
            refuse(exchange, status);
        }
    }

    private int refusal(HttpServerExchange exchange, int headBytes) {
        if (closing.getAsBoolean()) {
            return StatusCodes.SERVICE_UNAVAILABLE;
        }
        if (headBytes > settings.maxHeaders() || exchange.getRequestHeaders().size() > MAX_HEADERS) {
            return exchange.getRequestURI().length() + exchange.getQueryString().length() > settings.maxHeaders()
                    ? StatusCodes.REQUEST_URI_TOO_LARGE
                    : StatusCodes.REQUEST_HEADER_FIELDS_TOO_LARGE;
        }
        if (exchange.getRequestContentLength() > settings.maxBody()) {
            return StatusCodes.REQUEST_ENTITY_TOO_LARGE;
        }
        if (!isFramingClear(exchange)) {
            return StatusCodes.NOT_IMPLEMENTED;
        }
        return climbs(exchange.getRequestPath()) ? StatusCodes.BAD_REQUEST : StatusCodes.OK;
    }

    /**
     * Tells whether everybody agrees where the request ends. Undertow takes any transfer coding for chunks, and a proxy
     * before it may not: then one client's body would be another one's request.
     */
    private static boolean isFramingClear(HttpServerExchange exchange) {
        List<String> codings = exchange.getRequestHeaders().get(Headers.TRANSFER_ENCODING);
        return codings == null || codings.size() == 1 && codings.get(0).equalsIgnoreCase("chunked")
                && exchange.isHttp11();
    }

    /** Tells whether a path has segments that lead upwards, however they were encoded: browsers never send such. */
    private static boolean climbs(String path) {
        return path.contains("/.") && RequestPath.split(path).stream().map(RequestPath::withoutParameters)
                .anyMatch(segment -> segment.equals("..") || segment.equals("."));
    }

    private void refuse(HttpServerExchange exchange, int status) {
        exchange.setStatusCode(status);
        if (status == StatusCodes.SERVICE_UNAVAILABLE) {
            exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "1");
            exchange.setPersistent(false);
        }
        if (!exchange.isRequestComplete()) {
            exchange.setPersistent(false);
            Connectors.terminateRequest(exchange);
        }
        traffic.metrics().unmatched().count(exchange.getRequestMethod().toString(), status, 0,
                Stripes.of(exchange.getIoThread()));
        exchange.endExchange();
    }
}
