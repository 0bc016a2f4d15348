package dev.swell.runtime.rest;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Providers;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.SseEventSink;

import org.jboss.logging.Logger;
import org.jboss.resteasy.core.PostResourceMethodInvoker;
import org.jboss.resteasy.core.PostResourceMethodInvokers;
import org.jboss.resteasy.core.ResteasyContext;
import org.jboss.resteasy.core.interception.jaxrs.PostMatchContainerRequestContext;
import org.jboss.resteasy.plugins.providers.sse.SseEventOutputImpl;
import org.jboss.resteasy.plugins.providers.sse.SseEventProvider;
import org.jboss.resteasy.spi.HttpRequest;
import org.jboss.resteasy.spi.ResteasyProviderFactory;
import org.xnio.XnioIoThread;

/**
 * Makes the sinks of Server-Sent Events, in place of RESTEasy's own filter: a sink that is closed by another request must not
 * clear that request's context, and open ones are known, so that they can be closed when the worker retires.
 */
final class EventSinks implements DynamicFeature {

    private static final Logger LOG = Logger.getLogger("dev.swell.rest");

    private final ResteasyProviderFactory factory;
    private final Set<Sink> open = ConcurrentHashMap.newKeySet();

    EventSinks(ResteasyProviderFactory factory) {
        this.factory = factory;
    }

    /** Only methods that may have a sink are made to pass a filter. */
    @Override
    public void configure(ResourceInfo info, FeatureContext context) {
        Method method = info.getResourceMethod();
        if (List.of(method.getParameterTypes()).contains(SseEventSink.class)
                || factory.getAsyncStreamProvider(method.getReturnType()) != null) {
            context.register(new Opening());
        }
    }

    @Priority(Integer.MAX_VALUE)
    private final class Opening implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext context) {
            if (((PostMatchContainerRequestContext) context).getResourceMethod().isSse()) {
                open((ExchangeRequest) ResteasyContext.getRequiredContextData(HttpRequest.class));
            }
        }
    }

    private void open(ExchangeRequest request) {
        Sink sink = new Sink(request, factory);
        open.add(sink);
        request.atEnd(() -> open.remove(sink));
        ResteasyContext.pushContext(SseEventSink.class, sink);
        ResteasyContext.getRequiredContextData(PostResourceMethodInvokers.class).addInvokers(sink);
    }

    /** Closes those that are open, without waiting for it, each once nothing has been sent on it for that time. */
    void close(Duration quiet) {
        open.forEach(sink -> sink.closeAfter(quiet));
    }

    /** Sends its head as soon as the resource method has returned. */
    private static final class Sink extends SseEventOutputImpl implements PostResourceMethodInvoker {

        private final ExchangeRequest exchangeRequest;
        private volatile long lastSent = System.nanoTime();

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

        @Override
        public CompletionStage<?> send(OutboundSseEvent event) {
            lastSent = System.nanoTime();
            return super.send(event);
        }

        void closeAfter(Duration quiet) {
            XnioIoThread thread = exchangeRequest.exchange().getIoThread();
            long left = quiet.toNanos() - (System.nanoTime() - lastSent);
            if (left > 0) {
                thread.executeAfter(() -> closeAfter(quiet), left, TimeUnit.NANOSECONDS);
            } else if (!isClosed()) {
                closeSoon(thread);
            }
        }

        private void closeSoon(XnioIoThread thread) {
            try {
                exchangeRequest.unit().worker().handover().hand(thread, this::close);
            } catch (RejectedExecutionException e) { // the worker's time is over, and its connections are cut off
                LOG.debugf(e, "a stream of events could not be closed");
            }
        }
    }
}
