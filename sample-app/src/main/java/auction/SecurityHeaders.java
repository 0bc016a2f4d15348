package auction;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

import io.undertow.server.HandlerWrapper;
import io.undertow.server.HttpHandler;
import io.undertow.util.HeaderMap;
import io.undertow.util.HttpString;

/** Middleware: tells browsers to take nothing from elsewhere, and to show the page in nobody else's frame. */
@ApplicationScoped
@Priority(200)
class SecurityHeaders implements HandlerWrapper {

    private static final HttpString POLICY = new HttpString("Content-Security-Policy");
    private static final HttpString REFERRER = new HttpString("Referrer-Policy");
    private static final HttpString CONTENT_TYPE = new HttpString("X-Content-Type-Options");

    @Override
    public HttpHandler wrap(HttpHandler next) {
        return exchange -> {
            HeaderMap headers = exchange.getResponseHeaders();
            headers.put(POLICY, "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'");
            headers.put(REFERRER, "no-referrer");
            headers.put(CONTENT_TYPE, "nosniff");
            next.handleRequest(exchange);
        };
    }
}
