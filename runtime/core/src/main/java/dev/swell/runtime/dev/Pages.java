package dev.swell.runtime.dev;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.sse.ServerSentEventConnection;
import io.undertow.server.handlers.sse.ServerSentEventHandler;
import io.undertow.util.StatusCodes;

/** The pages that are open in browsers: tells them when there is something else to be seen. Safe for any thread. */
final class Pages implements HttpHandler {

    /** The query parameter that says what a page shows. */
    static final String SHOWN = "shown";

    private static final int MOST_CONNECTIONS = 256;
    private static final int KEEP_ALIVE_MILLIS = 10_000;
    private static final int RETRY_MILLIS = 500;
    private static final String CHANGED = "changed";

    /**
     * What a page would show now.
     *
     * @param number changes with all that changes, and is another one after a restart
     * @param problem why there is no new code; null if there is no problem
     */
    record State(long number, Problem problem) {}

    private final AtomicReference<State> state = new AtomicReference<>(new State(System.currentTimeMillis(), null));
    private final ServerSentEventHandler events = new ServerSentEventHandler((connection, lastEventId) -> {
        connection.sendRetry(RETRY_MILLIS);
        connection.setKeepAliveTime(KEEP_ALIVE_MILLIS); // or those that are gone would never be noticed
        if (isBehind(connection)) {
            tell(connection);
        }
    });

    State state() {
        return state.get();
    }

    /** Has pages show the application, run by new code. */
    void showApplication() {
        change(before -> new State(before.number + 1, null));
    }

    /** Has pages show the problem. */
    void show(Problem problem) {
        change(before -> new State(before.number + 1, problem));
    }

    private void change(UnaryOperator<State> change) {
        state.updateAndGet(change);
        events.getConnections().forEach(Pages::tell);
    }

    private boolean isBehind(ServerSentEventConnection connection) {
        return !connection.getQueryString().equals(SHOWN + "=" + state().number);
    }

    private static void tell(ServerSentEventConnection connection) {
        connection.send("", CHANGED, null, null);
    }

    /** Answers with a stream of events. */
    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (events.getConnections().size() >= MOST_CONNECTIONS) {
            exchange.setStatusCode(StatusCodes.SERVICE_UNAVAILABLE);
            exchange.endExchange();
        } else {
            events.handleRequest(exchange);
        }
    }
}
