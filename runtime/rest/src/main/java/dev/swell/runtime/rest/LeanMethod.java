package dev.swell.runtime.rest;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.util.function.Supplier;

import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.spi.ApplicationException;

import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;

import dev.swell.extension.model.Place;

/**
 * A resource method for which what RESTEasy would do is known before: it is called, and its result sent, without RESTEasy.
 * Where the request has something that isn't known the request is left alone; where the answer isn't what was expected RESTEasy
 * makes it, from the {@link Outcome}.
 */
final class LeanMethod {

    private final String template;
    private final Supplier<Place> place;
    private final OutcomeInjector injector;
    private final BeanResource resource;
    private final MethodHandle handle;
    private final LeanArgument[] arguments;
    private final LeanResult result;
    private final LeanMedia media;

    /**
     * Makes it.
     *
     * @param template what metrics call its requests
     * @param handle takes the resource and an array of the arguments
     * @param media tells what it takes and gives
     */
    LeanMethod(String template, OutcomeInjector injector, BeanResource resource, MethodHandle handle,
            LeanArgument[] arguments, LeanResult result, LeanMedia media) {
        this.template = template;
        Place called = Place.of(injector.method().getResourceClass().getClazz(), injector.method().getMethod());
        this.place = () -> called;
        this.injector = injector;
        this.resource = resource;
        this.handle = handle;
        this.arguments = arguments;
        this.result = result;
        this.media = media;
    }

    /** Fills RESTEasy's context of a request that is on its way here. */
    void enter(RestDispatcher dispatcher, ExchangeRequest request) {
        dispatcher.enter(request, injector, resource.reference());
    }

    /** Tells whether its answer to the request is known to be RESTEasy's; nothing has been done then. */
    boolean takes(LeanCall call) {
        return media.isAccepted(call.header(Headers.ACCEPT)) && isUnderstood(call);
    }

    private boolean isUnderstood(LeanCall call) {
        HeaderValues values = call.header(Headers.CONTENT_TYPE);
        if (values == null) {
            return media.isBodiless();
        }
        MediaType type = media.readable(values);
        call.contentType(type);
        return type != null;
    }

    /**
     * Answers.
     *
     * @param response where to
     * @return null if that is done, or what has been done instead
     */
    Outcome answer(LeanCall call, ExchangeResponse response) {
        call.request().label(template);
        call.request().answeredBy(place);
        Object value;
        try {
            Object bean = resource.reference();
            Object[] values = values(call);
            value = called(bean, values);
        } catch (Throwable e) {
            return new Outcome(null, e, call.body(), response);
        }
        try {
            return response.isCommitted() || !result.send(value, response)
                    ? new Outcome(value, null, call.body(), response)
                    : null;
        } catch (IOException | RuntimeException | Error e) {
            return new Outcome(null, e, call.body(), response);
        }
    }

    private Object[] values(LeanCall call) throws Throwable {
        Object[] values = new Object[arguments.length];
        try {
            for (int i = 0; i < values.length; i++) {
                values[i] = arguments[i].of(call);
            }
        } catch (RuntimeException | Error e) {
            throw injector.refusal(e);
        }
        return values;
    }

    private Object called(Object bean, Object[] values) {
        try {
            return handle.invokeExact(bean, values);
        } catch (Throwable e) {
            throw new ApplicationException(e);
        }
    }
}
