package dev.swell.runtime.rest;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.function.Consumer;

import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Configuration;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

import org.jboss.resteasy.core.ResourceMethodInvoker;
import org.jboss.resteasy.core.ResteasyContext;
import org.jboss.resteasy.core.ServerResponseWriter;
import org.jboss.resteasy.core.SynchronousDispatcher;
import org.jboss.resteasy.core.providerfactory.ResteasyProviderFactoryImpl;
import org.jboss.resteasy.specimpl.BuiltResponse;
import org.jboss.resteasy.spi.HttpRequest;
import org.jboss.resteasy.spi.HttpResponse;
import org.jboss.resteasy.spi.ResourceInvoker;
import org.jboss.resteasy.spi.metadata.ResourceLocator;

import io.undertow.server.HttpServerExchange;

/** RESTEasy's dispatcher, but what clients get to know of a failure is decided by {@link Failures}. */
final class RestDispatcher extends SynchronousDispatcher {

    private final Failures failures;
    private final boolean sharesPaths;

    /**
     * Makes one.
     *
     * @param sharesPaths whether a path that no resource has may be somebody else's
     */
    RestDispatcher(ResteasyProviderFactoryImpl factory, boolean sharesPaths) {
        super(factory);
        this.failures = new Failures(factory);
        this.sharesPaths = sharesPaths;
    }

    /** Answers a failure that RESTEasy let through. */
    void fail(ExchangeRequest request, Throwable failure) {
        asynchronousExceptionDelivery(request, request.response(), failure, ignored -> {});
    }

    /** Makes the context of a request as it is when its resource method runs. */
    void enter(ExchangeRequest request, OutcomeInjector injector, Object resource) {
        pushContextObjects(request, request.response());
        ResourceInvoker invoker = getInvoker(request);
        request.setAttribute(ResourceMethodInvoker.class.getName(), invoker);
        if (injector.method().getPath() != null) {
            request.uri().pushMatchedURI(request.uri().getMatchingPath());
        }
        request.uri().pushCurrentResource(resource);
        ResteasyContext.pushContext(ResourceInfo.class, new Info(injector.method()));
        ResteasyContext.pushContext(Configuration.class, injector.factory());
    }

    @Override
    public ResourceInvoker getInvoker(HttpRequest request) {
        KnownMatch expected = ((ExchangeRequest) request).expected();
        ResourceInvoker known = expected == null ? null : expected.of((ExchangeRequest) request);
        return known == null ? super.getInvoker(request) : known;
    }

    private record Info(ResourceLocator method) implements ResourceInfo {
        @Override
        public Method getResourceMethod() {
            return method.getMethod();
        }

        @Override
        public Class<?> getResourceClass() {
            return method.getResourceClass().getClazz();
        }
    }

    /** Returns the context of a request that RESTEasy is about to answer. */
    RequestContext context(ExchangeRequest request) {
        return new RequestContext(getDefaultContextObjects(), () -> {
            Map<Class<?>, Object> objects = ResteasyContext.addContextDataLevel();
            try {
                pushContextObjects(request, request.response());
            } finally {
                ResteasyContext.removeContextDataLevel();
            }
            return objects;
        });
    }

    @Override
    public void pushContextObjects(HttpRequest request, HttpResponse response) {
        Map<Class<?>, Object> objects = ResteasyContext.getContextDataMap();
        if (objects instanceof RequestContext) {
            return; // there is all of it, if somebody asks
        }
        super.pushContextObjects(request, response);
        HttpServerExchange exchange = ((ExchangeRequest) request).exchange();
        objects.put(SecurityContext.class, new ExchangeSecurity(exchange));
        objects.put(HttpServerExchange.class, exchange);
    }

    @Override
    public void writeException(HttpRequest request, HttpResponse response, Throwable failure,
            Consumer<Throwable> whenWritten) {
        ExchangeRequest exchangeRequest = (ExchangeRequest) request;
        ExchangeResponse answer = (ExchangeResponse) response;
        if (sharesPaths && isUnmatched(exchangeRequest, failure)) {
            exchangeRequest.refuse();
        } else if (exchangeRequest.inputFailure() != null) {
            answer.tear(); // unless the pipeline answers it
        } else if (answer.isBroken()) {
            failures.clientLeft(exchangeRequest, failure);
        } else if (answer.isCommitted()) {
            failures.report(exchangeRequest, failure);
            answer.tear();
        } else {
            answer.reset();
            write(exchangeRequest, answer, failures.answer(exchangeRequest, failure));
        }
        whenWritten.accept(null);
    }

    private boolean isUnmatched(ExchangeRequest request, Throwable failure) {
        return failure instanceof NotFoundException && !request.uri().isMatched()
                && request.uri().getMatchedResources().isEmpty() && !failures.isMapped(NotFoundException.class);
    }

    private void write(ExchangeRequest request, ExchangeResponse answer, Response response) {
        try {
            ServerResponseWriter.writeNomapResponse(built(response), request, answer, getProviderFactory(), failure -> {
                if (failure != null) {
                    rethrow(failure);
                }
            });
        } catch (Throwable e) { // filters and writers run here
            unhandledAsynchronousException(answer, request, e);
        }
    }

    private static BuiltResponse built(Response response) {
        return response instanceof BuiltResponse built ? built
                : (BuiltResponse) Response.fromResponse(response).build();
    }

    @Override
    public void unhandledAsynchronousException(HttpResponse response, Throwable failure) {
        unhandledAsynchronousException((ExchangeResponse) response,
                (ExchangeRequest) ResteasyContext.getContextData(HttpRequest.class), failure);
    }

    private void unhandledAsynchronousException(ExchangeResponse answer, ExchangeRequest request, Throwable failure) {
        if (answer.isBroken()) {
            failures.clientLeft(request, failure);
            return;
        }
        failures.report(request, failure);
        if (answer.isCommitted()) {
            answer.tear();
        } else {
            answer.reset();
            answer.setStatus(Response.Status.INTERNAL_SERVER_ERROR.getStatusCode());
        }
    }
}
