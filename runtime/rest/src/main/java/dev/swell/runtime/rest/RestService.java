package dev.swell.runtime.rest;

import java.util.function.Consumer;

import org.jboss.resteasy.core.ResteasyContext;
import org.jboss.resteasy.core.providerfactory.ResteasyProviderFactoryImpl;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;

import dev.swell.runtime.worker.Unit;

/** RESTEasy with the resources of one worker. */
final class RestService {

    private final String prefix;
    private final RestDispatcher dispatcher;
    private final ResteasyProviderFactoryImpl factory;
    private final ResourceUris uris;

    /**
     * Makes it.
     *
     * @param prefix the application path, such as {@code /api}; empty for the root
     */
    RestService(String prefix, RestDispatcher dispatcher, ResteasyProviderFactoryImpl factory) {
        this.prefix = prefix;
        this.dispatcher = dispatcher;
        this.factory = factory;
        this.uris = new ResourceUris(prefix);
    }

    /** Tells whether a path is in the application path. */
    boolean owns(String path) {
        return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
    }

    /**
     * Answers the request, now or later; in the call of the exchange's root handler and in the unit of work.
     *
     * @param label is told the template of the path
     * @return false if there is nothing for it here
     */
    boolean answer(HttpServerExchange exchange, Unit unit, Consumer<String> label) {
        ExchangeRequest request = new ExchangeRequest(exchange, unit, uris.of(exchange, label),
                new ExchangeResponse(exchange, factory), dispatcher);
        try {
            dispatcher.invoke(request, request.response());
        } catch (Throwable e) { // errors of filters pass RESTEasy
            dispatcher.fail(request, e);
        } finally {
            ResteasyContext.clearContextData();
        }
        if (request.isRefused()) {
            return false;
        }
        SuspendedAnswer later = request.context().getAsyncResponse();
        if (later == null) {
            request.end();
        } else { // the turn ends when nobody up the stack works on the exchange any more
            exchange.dispatch(SameThreadExecutor.INSTANCE, later.turn()::leave);
        }
        return true;
    }
}
