package dev.swell.runtime.http;

import static dev.swell.runtime.http.HttpMessages.MESSAGES;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.xnio.conduits.StreamSinkConduit;

import io.undertow.server.ConduitWrapper;
import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.Cookie;
import io.undertow.util.ConduitFactory;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;

import dev.swell.extension.model.Place;
import dev.swell.lifecycle.ResponseGenerated;

/**
 * The last that happens before the head of a response leaves: observers are told, and what can't be sent is found. Undertow
 * would find it too, but as it writes, when nothing is left but to close the connection.
 */
final class Commit implements ConduitWrapper<StreamSinkConduit> {

    private static final Place OBSERVER = new Place("An observer of ResponseGenerated", "");
    private static final int LOWEST_STATUS = 100;

    private final Request request;
    private final Consumer<ResponseGenerated> generated;

    /**
     * Makes one.
     *
     * @param generated tells the observers; null if there are none
     */
    Commit(Request request, Consumer<ResponseGenerated> generated) {
        this.request = request;
        this.generated = generated;
    }

    @Override
    public StreamSinkConduit wrap(ConduitFactory<StreamSinkConduit> factory, HttpServerExchange exchange) {
        exchange.addExchangeCompleteListener((over, others) -> request.end(others));
        request.correctStatus();
        RuntimeException refusal = refusal(exchange);
        if (refusal != null) {
            request.unsendable(request.blame().current(), refusal);
        }
        if (generated != null) {
            request.unit().run(() -> tell(exchange));
            RuntimeException later = refusal(exchange);
            if (later != null) {
                request.unsendable(OBSERVER, later);
                refusal = later;
            }
        }
        return refusal == null ? factory.create() : new Discarding(factory.create());
    }

    private void tell(HttpServerExchange exchange) {
        try {
            generated.accept(new ResponseGenerated(exchange));
        } catch (RuntimeException | Error e) { // the response is there already
            request.worker().failed(OBSERVER, e);
        }
    }

    /** Makes it an empty answer of status 500 if it can't be sent, and returns why, or null. */
    private static RuntimeException refusal(HttpServerExchange exchange) {
        RuntimeException reason = refusedCookie(exchange);
        if (exchange.getStatusCode() < LOWEST_STATUS) {
            reason = MESSAGES.badStatus(exchange.getStatusCode());
        }
        if (reason != null) {
            HeaderMap headers = exchange.getResponseHeaders();
            if (exchange.isUpgrade()) {
                headers.remove(Headers.UPGRADE);
                headers.remove(Headers.CONNECTION);
            }
            Failures.removeBody(headers);
            headers.put(Headers.CONTENT_LENGTH, "0");
            exchange.setStatusCode(StatusCodes.INTERNAL_SERVER_ERROR);
        }
        return reason;
    }

    /** Takes out the cookies that Undertow can't write, and returns why, or null. */
    private static RuntimeException refusedCookie(HttpServerExchange exchange) {
        RuntimeException reason = null;
        List<String> refused = new ArrayList<>(0);
        for (Cookie cookie : exchange.responseCookies()) {
            try {
                write(exchange, cookie);
            } catch (RuntimeException e) {
                refused.add(cookie.getName());
                reason = MESSAGES.badCookie(cookie.getName(), e);
            }
        }
        refused.forEach(name -> remove(exchange, name));
        return reason;
    }

    /** Writes it for a try, as there is no other way to ask. */
    private static void write(HttpServerExchange exchange, Cookie cookie) {
        Connectors.addCookie(exchange, cookie);
        HeaderValues written = exchange.getResponseHeaders().get(Headers.SET_COOKIE);
        written.removeLast();
    }

    @SuppressWarnings("removal") // there is no other way to take a cookie back
    private static void remove(HttpServerExchange exchange, String name) {
        exchange.getResponseCookies().remove(name);
    }
}
