package dev.swell.runtime.rest;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import jakarta.ws.rs.core.GenericEntity;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.MessageBodyWriter;

import org.jboss.resteasy.core.CompletionStageHolder;
import org.jboss.resteasy.core.Headers;
import org.jboss.resteasy.core.ResourceMethodInvoker;
import org.jboss.resteasy.core.providerfactory.ResteasyProviderFactoryImpl;
import org.jboss.resteasy.plugins.providers.DefaultBooleanWriter;
import org.jboss.resteasy.plugins.providers.DefaultNumberWriter;
import org.jboss.resteasy.plugins.providers.DefaultTextPlain;
import org.jboss.resteasy.plugins.providers.StringTextStar;
import org.jboss.resteasy.tracing.RESTEasyTracingLogger;

import io.undertow.util.StatusCodes;

import dev.swell.runtime.rest.JsonProvider.Writing;

/** Sends what a method returns, by the writer that RESTEasy takes for it. */
final class LeanResult {

    private static final Set<Class<?>> PLAIN_WRITERS = Set.of(DefaultBooleanWriter.class, DefaultNumberWriter.class,
            DefaultTextPlain.class);

    /** What RESTEasy doesn't take for the entity itself. */
    private static final List<Class<?>> UNWRAPPED = List.of(CompletionStage.class, CompletionStageHolder.class,
            GenericEntity.class, Response.class);

    /** How values of a class are written; not by us if that is null. */
    private record Known(Class<?> type, Writing writing) {}

    private final ResteasyProviderFactoryImpl factory;
    private final Type declared;
    private final Annotation[] annotations;
    private final MediaType media;
    private final String contentType;
    private volatile Known known = new Known(Void.class, null);

    LeanResult(ResourceMethodInvoker invoker, ResteasyProviderFactoryImpl factory, MediaType media) {
        this.factory = factory;
        this.declared = invoker.getGenericReturnType();
        this.annotations = invoker.getMethodAnnotations();
        this.media = media;
        this.contentType = ExchangeResponse.text(media, factory);
    }

    /** Tells whether values of the declared type are written by one of the writers that are understood here. */
    boolean isPlain(Class<?> type) {
        return type == void.class || writing(MethodType.methodType(type).wrap().returnType()) != null;
    }

    /**
     * Sends it.
     *
     * @return false if that is RESTEasy's to do
     */
    boolean send(Object value, ExchangeResponse response) throws IOException {
        if (value == null) {
            response.setStatus(StatusCodes.NO_CONTENT);
        } else {
            Writing writing = known(value.getClass()).writing;
            if (writing == null) {
                return false;
            }
            response.setContentType(contentType);
            writing.write(value, response.getOutputStream());
        }
        response.end();
        return true;
    }

    private Known known(Class<?> type) {
        Known last = known;
        if (last.type != type) {
            last = new Known(type, writing(type));
            known = last;
        }
        return last;
    }

    /** Tells whether a value of that class isn't the entity itself. */
    static boolean isUnwrapped(Class<?> type) {
        for (Class<?> each : UNWRAPPED) {
            if (each.isAssignableFrom(type)) {
                return true;
            }
        }
        return false;
    }

    private Writing writing(Class<?> type) {
        if (isUnwrapped(type)) {
            return null;
        }
        @SuppressWarnings("unchecked") // of a writer that says it writes that type
        MessageBodyWriter<Object> writer = factory.getServerMessageBodyWriter((Class<Object>) type, declared,
                annotations, media, RESTEasyTracingLogger.empty());
        if (writer instanceof JsonProvider json) {
            return json.writing(type, declared, annotations, media);
        } else if (writer != null && writer.getClass() == StringTextStar.class) {
            return (value, body) -> body.write(((String) value).getBytes(StandardCharsets.UTF_8));
        }
        return writer == null || !PLAIN_WRITERS.contains(writer.getClass()) ? null
                : (value, body) -> writer.writeTo(value, type, declared, annotations, media, new Headers<>(), body);
    }
}
