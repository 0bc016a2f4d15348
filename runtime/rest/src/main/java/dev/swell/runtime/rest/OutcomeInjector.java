package dev.swell.runtime.rest;

import java.util.concurrent.CompletionStage;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.WebApplicationException;

import org.jboss.resteasy.core.CompletionStageHolder;
import org.jboss.resteasy.core.MethodInjectorImpl;
import org.jboss.resteasy.core.SynchronousDispatcher;
import org.jboss.resteasy.resteasy_jaxrs.i18n.Messages;
import org.jboss.resteasy.spi.Failure;
import org.jboss.resteasy.spi.HttpRequest;
import org.jboss.resteasy.spi.HttpResponse;
import org.jboss.resteasy.spi.ResteasyProviderFactory;
import org.jboss.resteasy.spi.metadata.ResourceLocator;

/** Calls a resource method for RESTEasy, unless it has been called already. */
final class OutcomeInjector extends MethodInjectorImpl {

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
            return super.invoke(request, response, resource);
        }
        if (outcome.failure() != null) {
            SynchronousDispatcher.rethrow(outcome.failure());
        }
        return outcome.value() instanceof CompletionStage<?> stage ? new CompletionStageHolder(stage)
                : outcome.value();
    }

    /** Returns what RESTEasy makes of a failure to get the arguments. */
    Throwable refusal(Throwable failure) {
        return failure instanceof WebApplicationException || failure instanceof Failure || failure instanceof Error
                ? failure
                : new BadRequestException(Messages.MESSAGES.failedProcessingArguments(method.toString()), failure);
    }
}
