package dev.swell.runtime.rest;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;

import org.jboss.resteasy.spi.ResteasyProviderFactory;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.form.FormData;
import io.undertow.server.handlers.form.FormDataParser;

/** The form that the pipeline has read from the body, before REST was asked. */
final class ExchangeForm {

    private final FormData data;
    private final ResteasyProviderFactory factory;
    private MultivaluedMap<String, String> values;
    private List<EntityPart> parts;

    private ExchangeForm(FormData data, ResteasyProviderFactory factory) {
        this.data = data;
        this.factory = factory;
    }

    /** Returns the exchange's form, or null. */
    static ExchangeForm of(HttpServerExchange exchange, ResteasyProviderFactory factory) {
        FormData data = exchange.getAttachment(FormDataParser.FORM_DATA);
        return data == null ? null : new ExchangeForm(data, factory);
    }

    /** Returns what isn't a file. */
    MultivaluedMap<String, String> values() {
        if (values == null) {
            values = new MultivaluedHashMap<>();
            for (String name : data) {
                data.get(name).stream().filter(value -> !isFile(value))
                        .forEach(value -> values.add(name, value.getValue()));
            }
        }
        return values;
    }

    private static boolean isFile(FormData.FormValue value) {
        return value.isFileItem() && !value.isBigField();
    }

    List<EntityPart> parts() {
        if (parts == null) {
            List<EntityPart> found = new ArrayList<>();
            for (String name : data) {
                data.get(name).forEach(value -> found.add(new ExchangeFormPart(name, value, factory)));
            }
            parts = List.copyOf(found);
        }
        return parts;
    }

    /** Returns the values as a body again, for resources that want to read it themselves. */
    InputStream encoded() {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, List<String>> entry : values().entrySet()) {
            for (String value : entry.getValue()) {
                text.append(text.isEmpty() ? "" : "&").append(encoded(entry.getKey())).append('=')
                        .append(encoded(value));
            }
        }
        return new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
