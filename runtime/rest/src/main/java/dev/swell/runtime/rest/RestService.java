package dev.swell.runtime.rest;

import java.io.IOException;
import java.time.Duration;

import org.jboss.resteasy.core.ResteasyContext;
import org.jboss.resteasy.core.providerfactory.ResteasyProviderFactoryImpl;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;

import dev.swell.runtime.http.Request;

/** RESTEasy with the resources of one worker. */
final class RestService {

    private final String prefix;
    private final RestDispatcher dispatcher;
    private final ResteasyProviderFactoryImpl factory;
    private final EventSinks sinks;
    private final ResourceUris uris;

    /**
     * Makes it.
     *
     * @param prefix the application path, such as {@code /api}; empty for the root
     */
    RestService(String prefix, RestDispatcher dispatcher, ResteasyProviderFactoryImpl factory, EventSinks sinks) {
        this.prefix = prefix;
        this.dispatcher = dispatcher;
        this.factory = factory;
        this.sinks = sinks;
        this.uris = new ResourceUris(prefix);
    }

    /** Ends what would go on for ever, once nothing has been sent for that time. */
    void retire(Duration quiet) {
        sinks.close(quiet);
    }

    /** Tells whether a path is in the application path. */
    boolean owns(String path) {
        return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
    }

    /**
     * Answers the request, now or later; in the call of the exchange's root handler and in the unit of work.
     *
     * @return false if there is nothing for it here
     * @throws IOException if its body can't be read, which isn't REST's to answer
     */
    boolean answer(HttpServerExchange exchange, Request pipeline) throws IOException {
        ExchangeRequest request = new ExchangeRequest(exchange, pipeline.unit(), uris.of(exchange, pipeline),
                new ExchangeResponse(exchange, factory), dispatcher);
        pipeline.answeredBy(() -> Failures.place(request));
        try {
            dispatcher.invoke(request, request.response());
        } catch (Throwable e) { // errors of filters pass RESTEasy
            dispatcher.fail(request, e);
        } finally {
            ResteasyContext.clearContextData();
        }
        SuspendedAnswer later = request.context().getAsyncResponse();
        if (later != null) { // its turn ends when nobody up the stack works on the exchange any more
            exchange.dispatch(SameThreadExecutor.INSTANCE, later.turn()::leave);
            return true;
        }
        return end(request);
    }

    private static boolean end(ExchangeRequest request) throws IOException {
        try {
            if (request.isUnreadable()) {
                throw request.inputFailure();
            }
            if (!request.isRefused()) {
                request.response().end();
            }
            return !request.isRefused();
        } finally {
            request.letGo();
        }
    }
}
