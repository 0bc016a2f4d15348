package dev.swell.runtime.http;

import io.undertow.server.HttpServerExchange;

/** Answers requests behind the routes, inside the pipeline: events, middleware, cleaners and limits apply. */
@FunctionalInterface
public interface Fallback {

    /**
     * Answers the request, or leaves it untouched. Runs in the request's unit of work, on a thread that may block and in
     * blocking mode; only an upgrade handler is asked on an I/O thread, too, when a non-blocking route has the same path.
     * What it throws is the application's failure, see {@link Request#blame}.
     *
     * @return false if it is not for this
     */
    boolean handle(HttpServerExchange exchange) throws Exception;

    /**
     * Returns the path template under which it will answer the request, as far as that is known without running code of the
     * application; null if it isn't. There are only so many templates, and each is the same object every time. Is called on
     * an I/O thread, before the request is handed over.
     */
    default String template(HttpServerExchange exchange) {
        return null;
    }
}
