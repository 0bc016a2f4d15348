package dev.swell.runtime.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;

import dev.swell.extension.model.MiddlewareModel;
import dev.swell.extension.model.Place;
import dev.swell.extension.model.RouteModel;
import dev.swell.lifecycle.RequestReceived;
import dev.swell.lifecycle.ResponseGenerated;
import dev.swell.runtime.observe.HttpMetrics;
import dev.swell.runtime.observe.RouteMetrics;
import dev.swell.runtime.worker.SliceMeter;
import dev.swell.runtime.worker.Worker;

/** What a request passes in one worker, put together when the worker starts: middleware, routes and what is behind them. */
final class Pipeline implements HttpHandler {

    /**
     * A route, with what is found out about it once.
     *
     * @param model as declared
     * @param metrics its counts
     * @param meter how long it keeps I/O threads
     */
    record Target(RouteModel model, RouteMetrics metrics, SliceMeter meter) {}

    private final Worker worker;
    private final Map<String, SliceMeter> meters = new ConcurrentHashMap<>();
    private final SliceMeter handshakes;
    private final SliceMeter others;
    private final Forms forms = new Forms();
    private final RouteTable<Target> routes;
    private final List<Fallback> addOns;
    private final Optional<Fallback> upgrades;
    private final HttpHandler outermost;
    private final Consumer<RequestReceived> received;
    private final Consumer<ResponseGenerated> generated;

    Pipeline(Worker worker, HttpMetrics metrics, List<Fallback> addOns, Optional<Fallback> upgrades) {
        this.worker = worker;
        this.handshakes = worker.meter("The handshake of a WebSocket");
        this.others = worker.meter("A request whose path is no route's and no plain template's");
        this.routes = RouteTable.of(
                worker.model().routes().stream()
                        .map(route -> new Target(route, metrics.route(route.path().text()),
                                worker.meter("Route '" + route.path().text() + "'")))
                        .toList(),
                target -> target.model.path(), target -> target.model.methods());
        this.addOns = addOns;
        this.upgrades = upgrades;
        this.received = worker.emitter(RequestReceived.class);
        this.generated = worker.emitter(ResponseGenerated.class);
        HttpHandler next = this::route;
        List<MiddlewareModel> middleware = worker.model().middleware();
        for (int i = middleware.size() - 1; i >= 0; i--) {
            next = blaming(middleware.get(i).place(), middleware.get(i).wrapper().wrap(next));
        }
        this.outermost = next;
    }

    private static HttpHandler blaming(Place place, HttpHandler handler) {
        return exchange -> {
            try {
                handler.handleRequest(exchange);
            } catch (Throwable e) {
                Request.of(exchange).blame(place, e);
                throw e;
            }
        };
    }

    /** Returns what measures the work for a request that no route takes; one for all of which nobody knows what it will be. */
    SliceMeter meter(HttpServerExchange exchange) {
        for (Fallback addOn : addOns) {
            String template = addOn.template(exchange);
            if (template != null) {
                SliceMeter known = meters.get(template); // unlike computeIfAbsent, without a lock
                return known != null ? known : meters.computeIfAbsent(template, this::newMeter);
            }
        }
        String upgrade = exchange.getRequestHeaders().getFirst(Headers.UPGRADE);
        return "websocket".equalsIgnoreCase(upgrade) ? handshakes : others;
    }

    private SliceMeter newMeter(String template) {
        return worker.meter("Resource '" + template + "'");
    }

    /** Returns the route at that path, or null. */
    RouteTable.Entry<Target> find(RequestPath path, String method) {
        return routes.find(path.segments(), method);
    }

    /** Tells the observers of {@link ResponseGenerated}, if there are any. */
    Consumer<ResponseGenerated> generated() {
        return generated;
    }

    /** Runs the observers and whatever answers, in the request's unit of work. */
    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (exchange.isBlocking()) {
            forms.read(exchange);
        }
        if (received != null) {
            received.accept(new RequestReceived(exchange));
        }
        Request.of(exchange).blame().begun();
        if (!exchange.isResponseStarted() && !exchange.isComplete()) { // an observer may have answered
            outermost.handleRequest(exchange);
        }
    }

    private void route(HttpServerExchange exchange) throws Exception {
        Request request = Request.of(exchange);
        if (exchange.getRequestHeaders().contains(Headers.UPGRADE) && upgrade(exchange)) {
            return;
        }
        RouteTable.Entry<Target> found = request.route();
        if (exchange.getRequestPath().equals("*")) {
            answerForServer(exchange);
        } else if (found == null) {
            request.onBlockingThread(this::fallBack);
        } else if (found.target().model.nonBlocking()) {
            call(found, exchange);
        } else {
            request.onBlockingThread(ready -> call(found, ready));
        }
    }

    private void call(RouteTable.Entry<Target> found, HttpServerExchange exchange) throws Exception {
        Request request = Request.of(exchange);
        RouteModel route = found.target().model;
        request.label(found.target());
        request.path().putVariables(found.path());
        try {
            route.handler().handleRequest(exchange);
        } catch (Throwable e) {
            request.blame(route.place(), e);
            throw e;
        }
    }

    private boolean upgrade(HttpServerExchange exchange) throws Exception {
        return upgrades.isPresent() && upgrades.get().handle(exchange);
    }

    private void fallBack(HttpServerExchange exchange) throws Exception {
        for (Fallback addOn : addOns) {
            if (addOn.handle(exchange)) {
                return;
            }
        }
        if (!upgrade(exchange)) {
            refuse(exchange);
        }
    }

    /** What is asked of the server as a whole isn't asked of a path, so there are no methods to name. */
    private static void answerForServer(HttpServerExchange exchange) {
        exchange.setStatusCode(isOptions(exchange) ? StatusCodes.OK : StatusCodes.BAD_REQUEST);
    }

    private static boolean isOptions(HttpServerExchange exchange) {
        return exchange.getRequestMethod().equals(Methods.OPTIONS);
    }

    private void refuse(HttpServerExchange exchange) {
        Set<String> allowed = routes.allowed(Request.of(exchange).path().segments());
        if (allowed.isEmpty()) {
            exchange.setStatusCode(StatusCodes.NOT_FOUND);
        } else {
            exchange.getResponseHeaders().put(Headers.ALLOW, String.join(", ", allowed));
            exchange.setStatusCode(isOptions(exchange) ? StatusCodes.OK : StatusCodes.METHOD_NOT_ALLOWED);
        }
    }
}
