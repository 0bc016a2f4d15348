package dev.swell.runtime.rest;

import java.util.concurrent.CompletionStage;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.core.CompletionStageHolder;
import org.jboss.resteasy.core.MethodInjectorImpl;
import org.jboss.resteasy.core.SynchronousDispatcher;
import org.jboss.resteasy.core.registry.SegmentNode;
import org.jboss.resteasy.resteasy_jaxrs.i18n.Messages;
import org.jboss.resteasy.spi.Failure;
import org.jboss.resteasy.spi.HttpRequest;
import org.jboss.resteasy.spi.HttpResponse;
import org.jboss.resteasy.spi.ResteasyProviderFactory;
import org.jboss.resteasy.spi.metadata.ResourceLocator;

/** Calls a resource method for RESTEasy, unless it has been called already. */
final class OutcomeInjector extends MethodInjectorImpl {

    private MediaType type;

    OutcomeInjector(ResourceLocator method, ResteasyProviderFactory factory) {
        super(method, factory);
    }

    /** Returns the method, or the locator, as RESTEasy understands it. */
    ResourceLocator method() {
        return method;
    }

    /** Returns the provider factory of the method, which has what dynamic features added. */
    ResteasyProviderFactory factory() {
        return factory;
    }

    @Override
    public Object invoke(HttpRequest request, HttpResponse response, Object resource) {
        Outcome outcome = ((ExchangeRequest) request).outcome();
        if (outcome == null) {
            return typed(super.invoke(request, response, resource), request);
        }
        if (outcome.failure() != null) {
            SynchronousDispatcher.rethrow(outcome.failure());
        }
        return outcome.value() instanceof CompletionStage<?> stage ? new CompletionStageHolder(stage)
                : outcome.value();
    }

    /** Says the type of what the method returns, where that is known, lest RESTEasy look for it again. */
    void produces(MediaType media) {
        type = media;
    }

    private Object typed(Object value, HttpRequest request) {
        boolean isKnown = type != null && request.getAttribute(SegmentNode.RESTEASY_CHOSEN_ACCEPT) == type
                && !request.getAsyncContext().isSuspended(); // by a filter, which has the value resumed
        return isKnown && value != null && !LeanResult.isUnwrapped(value.getClass()) ? Response.ok(value, type).build()
                : value;
    }

    /** Returns what RESTEasy makes of a failure to get the arguments. */
    Throwable refusal(Throwable failure) {
        return failure instanceof WebApplicationException || failure instanceof Failure || failure instanceof Error
                ? failure
                : new BadRequestException(Messages.MESSAGES.failedProcessingArguments(method.toString()), failure);
    }
}
