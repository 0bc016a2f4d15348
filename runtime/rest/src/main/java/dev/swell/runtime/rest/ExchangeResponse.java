package dev.swell.runtime.rest;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.NewCookie;

import org.jboss.logging.Logger;
import org.jboss.resteasy.core.Headers;
import org.jboss.resteasy.spi.AsyncOutputStream;
import org.jboss.resteasy.spi.HttpResponse;
import org.jboss.resteasy.spi.ResteasyProviderFactory;
import org.xnio.IoUtils;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;

/** An exchange as RESTEasy answers it: status and headers are RESTEasy's until the first byte of the body. */
final class ExchangeResponse implements HttpResponse {

    private static final Logger LOG = Logger.getLogger("dev.swell.rest");
    /** A parameter that RESTEasy's matching leaves in media types. */
    private static final String INTERNAL = "resteasy-server-has-produces";

    private final HttpServerExchange exchange;
    private final ResteasyProviderFactory factory;
    private final ExchangeOutput body;
    private MultivaluedMap<String, Object> headers;
    private String contentType;
    private OutputStream output;
    private int status = StatusCodes.OK;
    private boolean copied;
    private boolean torn;

    ExchangeResponse(HttpServerExchange exchange, ResteasyProviderFactory factory) {
        this.exchange = exchange;
        this.factory = factory;
        this.body = new ExchangeOutput(exchange, this::copyHead);
        this.output = body;
    }

    @Override
    public int getStatus() {
        return status;
    }

    @Override
    public void setStatus(int code) {
        status = code;
    }

    /** Sets the only header that there shall be, unless the answer is reset. */
    void setContentType(String value) {
        contentType = value;
    }

    @Override
    public MultivaluedMap<String, Object> getOutputHeaders() {
        if (headers == null) {
            headers = new Headers<>();
        }
        return headers;
    }

    @Override
    public OutputStream getOutputStream() {
        return output;
    }

    @Override
    public void setOutputStream(OutputStream wrapper) {
        output = wrapper;
    }

    @Override
    public AsyncOutputStream getAsyncOutputStream() {
        return output instanceof AsyncOutputStream async ? async : body;
    }

    @Override
    public void addNewCookie(NewCookie cookie) {
        getOutputHeaders().add(HttpHeaders.SET_COOKIE, cookie);
    }

    @Override
    public void sendError(int code) {
        status = code;
    }

    @Override
    public void sendError(int code, String message) {
        status = code;
    }

    @Override
    public boolean isCommitted() {
        return exchange.isResponseStarted();
    }

    /** Takes back status, headers and body, which must not be on their way yet. */
    @Override
    public void reset() {
        HeaderMap sent = exchange.getResponseHeaders();
        if (copied) {
            if (contentType != null) {
                sent.remove(io.undertow.util.Headers.CONTENT_TYPE);
            }
            getOutputHeaders().keySet().forEach(sent::remove);
        }
        copied = false;
        contentType = null;
        getOutputHeaders().clear();
        status = StatusCodes.OK;
        output = body;
        body.reset();
    }

    @Override
    public void flushBuffer() throws IOException {
        output.flush();
    }

    private void copyHead() {
        if (copied || exchange.isResponseStarted()) { // the resource may have answered by itself
            return;
        }
        copied = true;
        exchange.setStatusCode(status);
        if (contentType != null) {
            exchange.getResponseHeaders().put(io.undertow.util.Headers.CONTENT_TYPE, contentType);
        }
        if (headers != null) {
            copyHeaders();
        }
    }

    private void copyHeaders() {
        for (Map.Entry<String, List<Object>> header : headers.entrySet()) {
            copy(HeaderNames.of(header.getKey()), header.getValue());
        }
    }

    private void copy(HttpString name, List<Object> values) {
        HeaderMap sent = exchange.getResponseHeaders();
        if (!name.equals(io.undertow.util.Headers.SET_COOKIE) && !name.equals(io.undertow.util.Headers.VARY)) {
            sent.remove(name); // these two may come from middleware as well, the others are the resource's to decide
        }
        for (Object value : values) {
            sent.add(name, text(value, factory));
        }
    }

    /** Returns a header's value as it is sent. */
    static String text(Object value, ResteasyProviderFactory factory) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof MediaType type && type.getParameters().containsKey(INTERNAL)) {
            return factory.toHeaderString(new MediaType(type.getType(), type.getSubtype(),
                    type.getParameters().get(MediaType.CHARSET_PARAMETER)));
        }
        return factory.toHeaderString(value);
    }

    /** Tells whether the client is gone, so that it is of no use to go on. */
    boolean isBroken() {
        return body.isBroken();
    }

    /** Says that the answer, part of which is sent, cannot be completed: the client shall not take it for whole. */
    void tear() {
        torn = true;
    }

    boolean isTorn() {
        return torn;
    }

    /** Sends what is left of the answer, as far as the client is still there. */
    void end() {
        try {
            if (torn || isBroken()) {
                IoUtils.safeClose(exchange.getConnection());
                return;
            }
            copyHead();
            body.end();
        } catch (IOException e) {
            LOG.debugf(e, "the client left before the whole answer was sent");
            IoUtils.safeClose(exchange.getConnection());
        }
    }
}
