package dev.swell.runtime.rest;

import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;

import org.jboss.resteasy.core.ResteasyContext;
import org.jboss.resteasy.spi.HttpRequest;
import org.jboss.resteasy.spi.util.Types;

/** Gives the parts of a multipart form to resources that take the body as {@code List<EntityPart>}. */
@Consumes(MediaType.MULTIPART_FORM_DATA)
final class FormPartsReader implements MessageBodyReader<List<EntityPart>> {

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return type.isAssignableFrom(List.class) && Types.isGenericTypeInstanceOf(EntityPart.class, generic);
    }

    @Override
    public List<EntityPart> readFrom(Class<List<EntityPart>> type, Type generic, Annotation[] annotations,
            MediaType media, MultivaluedMap<String, String> headers, InputStream body) {
        return ResteasyContext.getRequiredContextData(HttpRequest.class).getFormEntityParts();
    }
}
