package dev.swell.runtime.rest;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import jakarta.ws.rs.BadRequestException;
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

    RequestHeaders(HttpServerExchange exchange) {
        super(copy(exchange));
    }

    private RequestHeaders(MultivaluedMap<String, String> headers) {
        super(headers);
    }

    /** Makes those of a request that has one header. */
    static RequestHeaders of(String name, String value) {
        MultivaluedMap<String, String> headers = new CaseInsensitiveMap<>();
        headers.add(name, value);
        return new RequestHeaders(headers);
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
