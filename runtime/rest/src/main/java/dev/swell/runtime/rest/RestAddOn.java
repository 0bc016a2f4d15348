package dev.swell.runtime.rest;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import io.undertow.server.HttpServerExchange;

import dev.swell.runtime.http.Fallback;
import dev.swell.runtime.http.HttpAddOn;
import dev.swell.runtime.http.Request;
import dev.swell.runtime.worker.Part;
import dev.swell.runtime.worker.Worker;

/** Answers with REST resources what no route takes. */
public final class RestAddOn implements HttpAddOn {

    private static final Part<RestService> SERVICE = new Part<>();

    private final boolean lean;

    /** Makes one that answers what it can on the short way. */
    public RestAddOn() {
        this(true);
    }

    /** Makes one that leaves everything to RESTEasy if it isn't lean. */
    RestAddOn(boolean lean) {
        this.lean = lean;
    }

    @Override
    public Optional<Fallback> prepare(Worker worker) {
        RestExtension found = worker.beans().getExtension(RestExtension.class);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(worker.loader());
        try {
            RestService service = new RestStart(worker, found, lean).run();
            worker.set(SERVICE, service);
            return Optional.of(new Answering(service));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public void retire(Worker worker, Duration quiet) {
        RestService service = worker.part(SERVICE);
        if (service != null) {
            service.retire(quiet);
        }
    }

    private record Answering(RestService service) implements Fallback {
        @Override
        public boolean handle(HttpServerExchange exchange) throws IOException {
            Request request = Request.of(exchange);
            return service.owns(request.path().current()) && service.answer(exchange, request);
        }

        @Override
        public String template(HttpServerExchange exchange) {
            return service.template(exchange, Request.of(exchange));
        }
    }
}
