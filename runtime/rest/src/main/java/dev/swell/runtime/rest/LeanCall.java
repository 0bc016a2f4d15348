package dev.swell.runtime.rest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.MediaType;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;

import dev.swell.runtime.http.Request;

/** A request whose method is known, perhaps on the short way. Gives the very values that RESTEasy would take. */
final class LeanCall {

    private final ResourceTable.Entry entry;
    private final HttpServerExchange exchange;
    private final Request request;
    private final List<String> segments;
    private ExchangeRequest entered;
    private MediaType contentType;
    private ExchangeInput input;

    LeanCall(ResourceTable.Entry entry, HttpServerExchange exchange, Request request, List<String> segments) {
        this.entry = entry;
        this.exchange = exchange;
        this.request = request;
        this.segments = segments;
    }

    /** Returns the method that it is for. */
    ResourceTable.Entry entry() {
        return entry;
    }

    LeanMethod method() {
        return entry.lean();
    }

    /** Tells whether it is answered on the short way. */
    boolean isLean() {
        return entry.lean() != null && entry.lean().takes(this);
    }

    /** Fills RESTEasy's context, as it is when the method runs. */
    void enter(RestDispatcher dispatcher, ExchangeRequest resteasy) {
        entered = resteasy;
        method().enter(dispatcher, resteasy);
    }

    /** Returns the request that is in RESTEasy's context, which is to be let go. */
    ExchangeRequest entered() {
        return entered;
    }

    HttpServerExchange exchange() {
        return exchange;
    }

    Request request() {
        return request;
    }

    String segment(int index) {
        return segments.get(index);
    }

    /** Returns the first value of a query parameter, or null. */
    String query(String name) {
        Deque<String> values = exchange.getQueryParameters().get(name);
        return values == null ? null : values.peekFirst();
    }

    /** Returns all values of a query parameter, or null. */
    List<String> queries(String name) {
        Deque<String> values = exchange.getQueryParameters().get(name);
        return values == null ? null : new ArrayList<>(values);
    }

    /** Returns the value of a cookie in a list, or null. */
    List<String> cookie(String name) {
        if (!exchange.getRequestHeaders().contains(Headers.COOKIE)) {
            return null;
        }
        Cookie cookie = new RequestHeaders(exchange).getCookies().get(name);
        return cookie == null ? null : Collections.singletonList(cookie.getValue());
    }

    /** Returns the values of a header, or null. */
    HeaderValues header(HttpString name) {
        return exchange.getRequestHeaders().get(name);
    }

    /** Says what the body is. */
    void contentType(MediaType type) {
        contentType = type;
    }

    MediaType contentType() {
        return contentType;
    }

    /** Begins to read the body. */
    ExchangeInput openBody() {
        input = new ExchangeInput(exchange.getInputStream());
        return input;
    }

    /** Returns the body if somebody has begun to read it, or null. */
    ExchangeInput body() {
        return input;
    }
}
