package auction;

import java.util.concurrent.atomic.AtomicLong;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

import io.undertow.server.HandlerWrapper;
import io.undertow.server.HttpHandler;
import io.undertow.util.HttpString;

/** Middleware: numbers the answers, so that a user can tell which one went wrong. The first to see a request. */
@ApplicationScoped
@Priority(100)
class RequestId implements HandlerWrapper {

    private static final HttpString HEADER = new HttpString("X-Request-Id");

    private final AtomicLong count = new AtomicLong();

    @Override
    public HttpHandler wrap(HttpHandler next) {
        return exchange -> {
            exchange.getResponseHeaders().put(HEADER, count.incrementAndGet());
            next.handleRequest(exchange);
        };
    }
}
