package dev.swell.runtime.dev;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;

/**
 * Stands before the application, on the I/O thread: answers browsers with the problem while there is one, and has the
 * application's pages reload by themselves.
 */
final class DevHandler implements HttpHandler {

    private static final String OWN = "/.swell/dev/";
    private static final String EVENTS = OWN + "events";
    private static final HttpString SITE = new HttpString("Sec-Fetch-Site");
    private static final HttpString POLICY = new HttpString("Content-Security-Policy");
    private static final HttpString RESOURCE_POLICY = new HttpString("Cross-Origin-Resource-Policy");

    private final Pages pages;
    private final HttpHandler next;
    private final String script = script();

    DevHandler(Pages pages, HttpHandler next) {
        this.pages = pages;
        this.next = next;
    }

    private static String script() {
        try (InputStream file = DevHandler.class.getResourceAsStream("reload.js")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (exchange.getRequestPath().startsWith(OWN)) {
            answer(exchange);
            return;
        }
        Pages.State state = pages.state();
        if (state.problem() != null && isForPeople(exchange)) {
            exchange.setStatusCode(StatusCodes.INTERNAL_SERVER_ERROR);
            exchange.getResponseHeaders().put(POLICY,
                    "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'");
            send(exchange, "text/html;charset=utf-8", DevPage.of(state));
            return;
        }
        if (exchange.getRequestMethod().equals(Methods.GET)) {
            exchange.addResponseWrapper(new ReloadScript(state.number()));
        }
        next.handleRequest(exchange);
    }

    /** Only what says that it wants HTML: programs often take anything, and go on with the old code. */
    private static boolean isForPeople(HttpServerExchange exchange) {
        String accept = exchange.getRequestHeaders().getFirst(Headers.ACCEPT);
        return exchange.getRequestMethod().equals(Methods.GET) && accept != null && accept.contains("text/html");
    }

    private void answer(HttpServerExchange exchange) throws Exception {
        exchange.getResponseHeaders().put(RESOURCE_POLICY, "same-origin");
        String path = exchange.getRequestPath();
        if (isFromElsewhere(exchange)) {
            end(exchange, StatusCodes.FORBIDDEN);
        } else if (!exchange.getRequestMethod().equals(Methods.GET)) {
            end(exchange, StatusCodes.METHOD_NOT_ALLOWED);
        } else if (path.equals(EVENTS)) {
            pages.handleRequest(exchange);
        } else if (path.equals(ReloadScript.PATH)) {
            send(exchange, "text/javascript;charset=utf-8", script);
        } else {
            end(exchange, StatusCodes.NOT_FOUND);
        }
    }

    private static boolean isFromElsewhere(HttpServerExchange exchange) {
        String site = exchange.getRequestHeaders().getFirst(SITE);
        return site != null && !site.equals("same-origin") && !site.equals("none");
    }

    private static void end(HttpServerExchange exchange, int status) {
        exchange.setStatusCode(status);
        exchange.endExchange();
    }

    private static void send(HttpServerExchange exchange, String type, String text) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type).put(Headers.CACHE_CONTROL, "no-store");
        exchange.getResponseSender().send(text);
    }
}
