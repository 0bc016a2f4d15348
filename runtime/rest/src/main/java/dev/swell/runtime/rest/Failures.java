package dev.swell.runtime.rest;

import java.io.IOException;

import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.NoContentException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ExceptionMapper;

import org.jboss.logging.Logger;
import org.jboss.resteasy.core.ResourceMethodInvoker;
import org.jboss.resteasy.core.providerfactory.ResteasyProviderFactoryImpl;
import org.jboss.resteasy.spi.ApplicationException;
import org.jboss.resteasy.spi.Failure;
import org.jboss.resteasy.spi.ReaderException;
import org.jboss.resteasy.spi.UnhandledException;
import org.jboss.resteasy.spi.WriterException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;

import dev.swell.extension.model.Place;

/**
 * Decides how a failure is answered: as the application's exception mappers say, else by its kind. What nobody maps is the
 * application's fault; it is logged with its place, and the client isn't told more than 500.
 */
final class Failures {

    private static final Logger LOG = Logger.getLogger("dev.swell.rest");

    private final ResteasyProviderFactoryImpl factory;

    Failures(ResteasyProviderFactoryImpl factory) {
        this.factory = factory;
    }

    Response answer(ExchangeRequest request, Throwable failure) {
        Throwable cause = cause(failure);
        Response answer = mapped(cause);
        if (answer == null && failure instanceof ReaderException) {
            answer = unreadable(cause);
        }
        if (answer == null && cause instanceof ConstraintViolationException violations) {
            answer = Violations.answer(violations);
        }
        if (answer == null && cause instanceof Failure own && own.getErrorCode() >= 400 && own.getErrorCode() < 500) {
            answer = Response.status(own.getErrorCode()).build(); // its message names classes
        }
        if (answer == null) {
            report(request, cause);
            answer = Response.serverError().build();
        }
        return answer;
    }

    private static Throwable cause(Throwable failure) {
        boolean wrapper = failure instanceof ApplicationException || failure instanceof ReaderException
                || failure instanceof WriterException || failure instanceof UnhandledException;
        return wrapper && failure.getCause() != null ? cause(failure.getCause()) : failure;
    }

    private Response mapped(Throwable failure) {
        if (failure instanceof WebApplicationException web && web.getResponse().hasEntity()) {
            return web.getResponse();
        }
        ExceptionMapper<Throwable> mapper = mapper(failure.getClass());
        if (mapper != null) {
            Response response = mapper.toResponse(failure);
            return response == null ? Response.noContent().build() : response;
        }
        if (failure instanceof WebApplicationException web) {
            LOG.debugf(web, "answered with %d", web.getResponse().getStatus());
            return web.getCause() instanceof NoContentException ? JsonFailure.emptyBody() : web.getResponse();
        }
        return null;
    }

    boolean isMapped(Class<? extends Throwable> type) {
        return mapper(type) != null;
    }

    @SuppressWarnings("unchecked") // a mapper for a class takes its subclasses
    private ExceptionMapper<Throwable> mapper(Class<?> type) {
        for (Class<?> each = type; each != Object.class; each = each.getSuperclass()) {
            ExceptionMapper<?> mapper = factory.getExceptionMapperForClass((Class<? extends Throwable>) each);
            if (mapper != null) {
                return (ExceptionMapper<Throwable>) mapper;
            }
        }
        return null;
    }

    /** Returns the answer to a body that no reader could make sense of, or null if that isn't the client's fault. */
    private Response unreadable(Throwable cause) {
        if (!(cause instanceof IOException) || cause instanceof InvalidDefinitionException) {
            return null;
        }
        if (isMapped(BadRequestException.class)) {
            return mapped(new BadRequestException(cause));
        }
        return cause instanceof JsonProcessingException json ? JsonFailure.answer(json)
                : Response.status(Status.BAD_REQUEST).build();
    }

    /** Logs and counts what the application let escape. */
    void report(ExchangeRequest request, Throwable failure) {
        request.unit().worker().failed(place(request), cause(failure));
    }

    /** Returns who answers the request, as far as that is known yet. */
    static Place place(ExchangeRequest request) {
        Object invoker = request.getAttribute(ResourceMethodInvoker.class.getName());
        return invoker instanceof ResourceMethodInvoker method
                ? Place.of(method.getResourceClass(), method.getMethod())
                : new Place("A filter or provider for " + request.getHttpMethod() + " " + request.uri().getPath(false),
                        "");
    }

    void clientLeft(ExchangeRequest request, Throwable failure) {
        LOG.debugf(failure, "the client of %s left before the answer was complete", request.uri().getPath(false));
    }
}
