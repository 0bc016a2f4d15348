package dev.swell.runtime.rest;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MultivaluedMap;

import org.jboss.resteasy.plugins.server.BaseHttpRequest;
import org.jboss.resteasy.spi.ResteasyAsynchronousContext;

import io.undertow.server.HttpServerExchange;

import dev.swell.runtime.worker.Unit;

/** An exchange as RESTEasy reads it. */
final class ExchangeRequest extends BaseHttpRequest {

    private final HttpServerExchange exchange;
    private final Unit unit;
    private final ExchangeResponse response;
    private final ExchangeForm form;
    private final SuspendableContext context;
    private final RequestHeaders headers;
    private final Map<String, Object> attributes = new HashMap<>();
    private final List<Runnable> atEnd = new ArrayList<>(0);
    private String method;
    private ExchangeInput body;
    private InputStream input;
    private boolean refused;
    private Outcome outcome;
    private KnownMatch match;

    ExchangeRequest(HttpServerExchange exchange, Unit unit, ResourceUri uri, ExchangeResponse response,
            RestDispatcher dispatcher) {
        super(uri);
        this.exchange = exchange;
        this.unit = unit;
        this.response = response;
        this.method = exchange.getRequestMethod().toString();
        this.headers = new RequestHeaders(exchange);
        this.form = ExchangeForm.of(exchange, dispatcher.getProviderFactory());
        this.context = new SuspendableContext(dispatcher, this, response);
    }

    HttpServerExchange exchange() {
        return exchange;
    }

    Unit unit() {
        return unit;
    }

    ExchangeResponse response() {
        return response;
    }

    ResourceUri uri() {
        return (ResourceUri) getUri();
    }

    /** Says which method it is for, unless a filter changes it. */
    void expect(KnownMatch method) {
        match = method;
    }

    /** Returns which method it is for if no filter changes it; null if that isn't known. */
    KnownMatch expected() {
        return match;
    }

    /** Tells whether it still asks for what the client has asked for. */
    boolean isAsItCame() {
        return !uri().isReplaced() && method.equals(exchange.getRequestMethod().toString()) && isInitial();
    }

    /** Says what has been done for it already. */
    void carryOn(Outcome done) {
        outcome = done;
        body = done.input();
        input = body;
    }

    /** Returns what has been done for it already, or null. */
    Outcome outcome() {
        return outcome;
    }

    /** Has something done when the request is over. */
    void atEnd(Runnable code) {
        atEnd.add(code);
    }

    /** Says that there is nothing for this request here. */
    void refuse() {
        refused = true;
    }

    boolean isRefused() {
        return refused;
    }

    /** Returns why the body could not be read, or null if it could as far as somebody tried. */
    IOException inputFailure() {
        return body == null ? null : body.failure();
    }

    /** Tells whether the request failed because its body could not be read. */
    boolean isUnreadable() {
        return inputFailure() != null && response.isTorn();
    }

    /** Ends what was made for this request only. */
    void letGo() {
        atEnd.forEach(Runnable::run);
    }

    @Override
    public RequestHeaders getHttpHeaders() {
        return headers;
    }

    @Override
    public MultivaluedMap<String, String> getMutableHeaders() {
        return headers.getMutableHeaders();
    }

    @Override
    public InputStream getInputStream() {
        if (input == null) {
            if (form == null) {
                body = new ExchangeInput(exchange.getInputStream());
                input = body;
            } else {
                input = form.encoded();
            }
        }
        return input;
    }

    @Override
    public void setInputStream(InputStream stream) {
        input = stream;
    }

    @Override
    public String getHttpMethod() {
        return method;
    }

    @Override
    public void setHttpMethod(String name) {
        method = name;
    }

    @Override
    public MultivaluedMap<String, String> getDecodedFormParameters() {
        return form == null ? super.getDecodedFormParameters() : form.values();
    }

    @Override
    public MultivaluedMap<String, String> getFormParameters() {
        if (form != null && decodedFormParameters == null) {
            decodedFormParameters = form.values();
        }
        return super.getFormParameters();
    }

    /** Never, or RESTEasy would make a body of the decoded values for those who want to read it. */
    @Override
    public boolean formParametersRead() {
        return false;
    }

    @Override
    public List<EntityPart> getFormEntityParts() {
        return form == null ? List.of() : form.parts();
    }

    @Override
    public Object getAttribute(String name) {
        return attributes.get(name);
    }

    @Override
    public void setAttribute(String name, Object value) {
        attributes.put(name, value);
    }

    @Override
    public void removeAttribute(String name) {
        attributes.remove(name);
    }

    @Override
    public Enumeration<String> getAttributeNames() {
        return Collections.enumeration(attributes.keySet());
    }

    @Override
    public ResteasyAsynchronousContext getAsyncContext() {
        return context;
    }

    SuspendableContext context() {
        return context;
    }

    @Override
    public void forward(String path) {
        throw new UnsupportedOperationException("a REST resource can't forward a request; redirect it");
    }

    @Override
    public boolean wasForwarded() {
        return false;
    }

    @Override
    public String getRemoteAddress() {
        return exchange.getSourceAddress().getAddress().getHostAddress();
    }

    @Override
    public String getRemoteHost() {
        return exchange.getSourceAddress().getHostString();
    }
}
