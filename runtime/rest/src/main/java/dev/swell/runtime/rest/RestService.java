package dev.swell.runtime.rest;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

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
    private final ResourceTable table;

    /**
     * Makes it.
     *
     * @param prefix the application path, such as {@code /api}; empty for the root
     */
    RestService(String prefix, RestDispatcher dispatcher, ResteasyProviderFactoryImpl factory, EventSinks sinks,
            ResourceTable table) {
        this.prefix = prefix;
        this.dispatcher = dispatcher;
        this.factory = factory;
        this.sinks = sinks;
        this.uris = new ResourceUris(prefix);
        this.table = table;
    }

    /** Ends what would go on for ever, once nothing has been sent for that time. */
    void retire(Duration quiet) {
        sinks.close(quiet);
    }

    /** Tells whether a path is in the application path. */
    boolean owns(String path) {
        return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
    }

    /** Returns the path template of the resource method that a request is for, or null if that isn't known. */
    String template(HttpServerExchange exchange, Request pipeline) {
        return table.template(pipeline, exchange.getRequestMethod().toString());
    }

    /**
     * Answers the request, now or later; in the call of the exchange's root handler and in the unit of work.
     *
     * @return false if there is nothing for it here
     * @throws IOException if its body can't be read, which isn't REST's to answer
     */
    boolean answer(HttpServerExchange exchange, Request pipeline) throws IOException {
        LeanCall call = table.call(exchange, pipeline);
        if (call == null || !call.isLean()) {
            return answer(request(exchange, pipeline, new ExchangeResponse(exchange, factory), call));
        }
        Outcome outcome = shortly(call);
        if (outcome == null) {
            return true;
        }
        ExchangeRequest request = request(exchange, pipeline, outcome.response(), call);
        request.carryOn(outcome);
        return answer(request);
    }

    private ExchangeRequest request(HttpServerExchange exchange, Request pipeline, ExchangeResponse response,
            LeanCall call) {
        ResourceUri uri = call == null ? uris.of(exchange, pipeline) : uris.ofPlain(exchange, pipeline);
        ExchangeRequest request = new ExchangeRequest(exchange, pipeline.unit(), uri, response, dispatcher);
        request.expect(call == null ? null : call.entry().match());
        pipeline.answeredBy(() -> Failures.place(request));
        return request;
    }

    /** Answers without RESTEasy, or tells what has been done. */
    private Outcome shortly(LeanCall call) {
        ExchangeResponse response = new ExchangeResponse(call.exchange(), factory);
        LazyMap<Class<?>, Object> context = new LazyMap<>(() -> context(call, response));
        ResteasyContext.pushContextDataMap(context);
        try {
            return call.method().answer(call, response);
        } finally {
            if (context.isMade()) {
                dispatcher.clearContextData();
                call.entered().letGo();
            }
            ResteasyContext.clearContextData();
        }
    }

    /** Returns RESTEasy's context of a request on the short way, for code that uses {@code @Context}. */
    private Map<Class<?>, Object> context(LeanCall call, ExchangeResponse response) {
        Map<Class<?>, Object> context = ResteasyContext.addContextDataLevel();
        try {
            call.enter(dispatcher, request(call.exchange(), call.request(), response, call));
        } finally {
            ResteasyContext.removeContextDataLevel();
        }
        return context;
    }

    private boolean answer(ExchangeRequest request) throws IOException {
        ResteasyContext.pushContextDataMap(dispatcher.context(request));
        try {
            dispatcher.invoke(request, request.response());
        } catch (Throwable e) { // errors of filters pass RESTEasy
            dispatcher.fail(request, e);
        } finally {
            ResteasyContext.clearContextData();
        }
        SuspendedAnswer later = request.context().getAsyncResponse();
        if (later != null) { // its turn ends when nobody up the stack works on the exchange any more
            request.exchange().dispatch(SameThreadExecutor.INSTANCE, later.turn()::leave);
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
