package dev.swell.runtime.rest;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.core.AbstractMultivaluedMap;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;

import org.jboss.resteasy.specimpl.ResteasyHttpHeaders;
import org.jboss.resteasy.util.CaseInsensitiveMap;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.DateUtils;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;

/** The headers of a request. That one can't be understood is the client's fault. */
final class RequestHeaders extends ResteasyHttpHeaders {

    private final HttpServerExchange exchange;
    private final LazyMap<String, List<String>> copy;

    RequestHeaders(HttpServerExchange exchange) {
        this(exchange, new LazyMap<>(() -> copy(exchange)));
    }

    private RequestHeaders(HttpServerExchange exchange, LazyMap<String, List<String>> copy) {
        this(new Copied(copy), exchange, copy);
    }

    private RequestHeaders(MultivaluedMap<String, String> headers, HttpServerExchange exchange,
            LazyMap<String, List<String>> copy) {
        super(headers, false);
        this.exchange = exchange;
        this.copy = copy;
    }

    /** Filters may change them once they are copied. */
    private static final class Copied extends AbstractMultivaluedMap<String, String> {
        Copied(Map<String, List<String>> store) {
            super(store);
        }
    }

    /** Makes those of a request that has one header. */
    static RequestHeaders of(String name, String value) {
        MultivaluedMap<String, String> headers = new CaseInsensitiveMap<>();
        headers.add(name, value);
        return new RequestHeaders(headers, null, null);
    }

    /** Returns the values of the Accept header, or null. */
    List<String> accept() {
        return copy.isMade() ? copy.get(ACCEPT) : exchange.getRequestHeaders().get(Headers.ACCEPT);
    }

    /** Returns the values of the Content-Type header, or null. */
    List<String> contentType() {
        return copy.isMade() ? copy.get(CONTENT_TYPE) : exchange.getRequestHeaders().get(Headers.CONTENT_TYPE);
    }

    private static MultivaluedMap<String, String> copy(HttpServerExchange exchange) {
        MultivaluedMap<String, String> copy = new CaseInsensitiveMap<>();
        for (HeaderValues values : exchange.getRequestHeaders()) {
            if (!isInvalidCondition(values)) {
                copy.put(values.getHeaderName().toString(), new ArrayList<>(values));
            }
        }
        return copy;
    }

    /** A condition whose date is none doesn't count, says HTTP. */
    private static boolean isInvalidCondition(HeaderValues values) {
        HttpString name = values.getHeaderName();
        return (name.equals(Headers.IF_MODIFIED_SINCE) || name.equals(Headers.IF_UNMODIFIED_SINCE))
                && DateUtils.parseDate(values.getFirst()) == null;
    }

    private static <T> T parsed(Supplier<T> parsing) {
        try {
            return parsing.get();
        } catch (RuntimeException e) { // of several kinds
            throw new BadRequestException(e);
        }
    }

    @Override
    public MediaType getMediaType() {
        return parsed(super::getMediaType);
    }

    @Override
    public List<MediaType> getAcceptableMediaTypes() {
        return parsed(super::getAcceptableMediaTypes);
    }

    @Override
    public List<Locale> getAcceptableLanguages() {
        return parsed(super::getAcceptableLanguages);
    }

    @Override
    public Locale getLanguage() {
        return parsed(super::getLanguage);
    }

    @Override
    public Date getDate() {
        return parsed(super::getDate);
    }

    @Override
    public Map<String, Cookie> getCookies() {
        return parsed(super::getCookies);
    }

    @Override
    public int getLength() {
        return parsed(super::getLength);
    }
}
