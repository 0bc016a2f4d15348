package dev.swell.runtime.rest;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Providers;
import jakarta.ws.rs.sse.SseEventSink;

import org.jboss.resteasy.core.PostResourceMethodInvoker;
import org.jboss.resteasy.core.PostResourceMethodInvokers;
import org.jboss.resteasy.core.ResteasyContext;
import org.jboss.resteasy.core.interception.jaxrs.PostMatchContainerRequestContext;
import org.jboss.resteasy.plugins.providers.sse.SseEventOutputImpl;
import org.jboss.resteasy.plugins.providers.sse.SseEventProvider;
import org.jboss.resteasy.spi.HttpRequest;
import org.jboss.resteasy.spi.ResteasyProviderFactory;

/**
 * Makes the sinks of Server-Sent Events, in place of RESTEasy's own filter: a sink that is closed by another request must not
 * clear that request's context, and open ones are known, so that they can be closed when the worker retires.
 */
@Priority(Integer.MAX_VALUE)
final class EventSinks implements ContainerRequestFilter {

    private final ResteasyProviderFactory factory;
    private final Set<Sink> open = ConcurrentHashMap.newKeySet();

    EventSinks(ResteasyProviderFactory factory) {
        this.factory = factory;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        if (!((PostMatchContainerRequestContext) context).getResourceMethod().isSse()) {
            return;
        }
        ExchangeRequest request = (ExchangeRequest) ResteasyContext.getRequiredContextData(HttpRequest.class);
        Sink sink = new Sink(request, factory);
        open.add(sink);
        request.atEnd(() -> open.remove(sink));
        ResteasyContext.pushContext(SseEventSink.class, sink);
        ResteasyContext.getRequiredContextData(PostResourceMethodInvokers.class).addInvokers(sink);
    }

    /** Closes those that are open, without waiting for it. */
    void close() {
        open.forEach(Sink::closeLater);
    }

    /** Sends its head as soon as the resource method has returned. */
    private static final class Sink extends SseEventOutputImpl implements PostResourceMethodInvoker {

        private final ExchangeRequest exchangeRequest;

        Sink(ExchangeRequest request, ResteasyProviderFactory factory) {
            super(new SseEventProvider((Providers) factory) {}, factory);
            this.exchangeRequest = request;
        }

        @Override
        public void invoke() {
            flushResponseToClient();
        }

        @Override
        public void clearContextData() {
            // see Turn: whoever answers clears his own
        }

        void closeLater() {
            exchangeRequest.unit().worker().handover().hand(exchangeRequest.exchange().getIoThread(), this::close);
        }
    }
}
