package dev.swell.runtime.observe;

import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.SameThreadExecutor;
import io.undertow.util.StatusCodes;

import dev.swell.runtime.observe.Health.Answer;
import dev.swell.runtime.observe.Health.Question;
import dev.swell.runtime.worker.Worker;
import dev.swell.runtime.worker.Workers;

/** Serves {@code /metrics} and {@code /health}; nothing else is on its port. */
public final class ManagementHandler implements HttpHandler {

    private static final String METRICS = "/metrics";
    private static final Map<String, Question> HEALTH = Map.of("/health", Question.ALL, "/health/live", Question.LIVE,
            "/health/ready", Question.READY, "/health/started", Question.STARTED);

    private final Workers workers;
    private final Metrics metrics;
    private final Health health;

    /**
     * Makes one.
     *
     * @param stopping tells whether the server takes no more requests, in which case it is not ready
     */
    public ManagementHandler(Workers workers, Metrics metrics, BooleanSupplier stopping) {
        this.workers = workers;
        this.metrics = metrics;
        this.health = new Health(stopping);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        String path = exchange.getRequestPath();
        Question question = HEALTH.get(path);
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        if (question == null && !path.equals(METRICS)) {
            exchange.setStatusCode(StatusCodes.NOT_FOUND).endExchange();
        } else if (!exchange.getRequestMethod().equals(Methods.GET)
                && !exchange.getRequestMethod().equals(Methods.HEAD)) {
            exchange.getResponseHeaders().put(Headers.ALLOW, "GET, HEAD");
            exchange.setStatusCode(StatusCodes.METHOD_NOT_ALLOWED).endExchange();
        } else if (question == null) {
            exchange.dispatch((HttpHandler) this::sendMetrics);
        } else {
            exchange.dispatch(SameThreadExecutor.INSTANCE, () -> ask(question, exchange));
        }
    }

    private void ask(Question question, HttpServerExchange exchange) {
        Worker worker = workers.lease();
        try {
            worker.handover().hand(exchange.getIoThread(), () -> send(exchange, health.ask(question, worker)));
        } catch (RejectedExecutionException e) { // it has just been closed, or too much waits
            worker.release();
            exchange.setStatusCode(StatusCodes.SERVICE_UNAVAILABLE).endExchange();
        }
    }

    private void sendMetrics(HttpServerExchange exchange) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, Metrics.CONTENT_TYPE);
        exchange.getResponseSender().send(metrics.export());
    }

    private static void send(HttpServerExchange exchange, Answer answer) {
        exchange.setStatusCode(answer.up() ? StatusCodes.OK : StatusCodes.SERVICE_UNAVAILABLE);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseSender().send(answer.json());
    }
}
