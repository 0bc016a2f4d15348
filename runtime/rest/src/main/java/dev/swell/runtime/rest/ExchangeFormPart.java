package dev.swell.runtime.rest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;

import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.GenericType;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;

import org.jboss.resteasy.spi.ResteasyProviderFactory;
import org.jboss.resteasy.util.CaseInsensitiveMap;

import io.undertow.server.handlers.form.FormData.FormValue;
import io.undertow.util.HeaderValues;

/** One part of a multipart form. */
final class ExchangeFormPart implements EntityPart {

    private final String name;
    private final FormValue value;
    private final ResteasyProviderFactory factory;
    private MultivaluedMap<String, String> headers;

    ExchangeFormPart(String name, FormValue value, ResteasyProviderFactory factory) {
        this.name = name;
        this.value = value;
        this.factory = factory;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public Optional<String> getFileName() {
        return Optional.ofNullable(value.getFileName());
    }

    @Override
    public InputStream getContent() {
        try {
            return value.isFileItem() ? value.getFileItem().getInputStream()
                    : new ByteArrayInputStream(value.getValue().getBytes(charset()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Charset charset() {
        return value.getCharset() == null ? StandardCharsets.UTF_8 : Charset.forName(value.getCharset());
    }

    @Override
    public <T> T getContent(Class<T> type) throws IOException {
        return read(type, type);
    }

    @Override
    @SuppressWarnings("unchecked") // a reader for the type gives the type
    public <T> T getContent(GenericType<T> type) throws IOException {
        return (T) read(type.getRawType(), type.getType());
    }

    private <T> T read(Class<T> type, Type generic) throws IOException {
        if (type == InputStream.class) {
            return type.cast(getContent());
        }
        Annotation[] none = {};
        MessageBodyReader<T> reader = factory.getMessageBodyReader(type, generic, none, getMediaType());
        if (reader == null) {
            throw new NotSupportedException();
        }
        try (InputStream content = getContent()) {
            return reader.readFrom(type, generic, none, getMediaType(), getHeaders(), content);
        }
    }

    @Override
    public MultivaluedMap<String, String> getHeaders() {
        if (headers == null) {
            headers = new CaseInsensitiveMap<>();
            if (value.getHeaders() != null) {
                for (HeaderValues each : value.getHeaders()) {
                    headers.put(each.getHeaderName().toString(), new ArrayList<>(each));
                }
            }
        }
        return headers;
    }

    @Override
    public MediaType getMediaType() {
        String type = value.getHeaders() == null ? null : value.getHeaders().getFirst("Content-Type");
        if (type != null) {
            return MediaType.valueOf(type);
        }
        return value.getFileName() == null ? MediaType.TEXT_PLAIN_TYPE : MediaType.APPLICATION_OCTET_STREAM_TYPE;
    }
}
