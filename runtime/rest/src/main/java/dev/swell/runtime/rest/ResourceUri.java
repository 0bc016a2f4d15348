package dev.swell.runtime.rest;

import java.net.URI;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;

import org.jboss.resteasy.specimpl.ResteasyUriInfo;
import org.jboss.resteasy.specimpl.UnmodifiableMultivaluedMap;

import io.undertow.server.HttpServerExchange;

/** The URI of a request. Query values are those of the exchange, which observers and middleware may have changed. */
final class ResourceUri extends ResteasyUriInfo {

    private final HttpServerExchange exchange;
    private final Consumer<String> matched;
    private final List<String> templates = new ArrayList<>(2);
    private final Function<HttpServerExchange, String> rest;
    private MultivaluedMap<String, String> query;
    private boolean replaced;

    /**
     * Makes one that tells the template of each path that is matched, such as {@code /api/lots/{id}}.
     *
     * @param uri the whole URI, or only the path
     * @param rest gives the query with its question mark if the URI is only the path, else null
     */
    ResourceUri(HttpServerExchange exchange, Consumer<String> matched, String uri, String prefix, InitData known,
            Function<HttpServerExchange, String> rest) {
        super(uri, prefix, known);
        this.exchange = exchange;
        this.matched = matched;
        this.rest = rest;
    }

    private boolean isWhole() {
        return rest == null || replaced;
    }

    @Override
    public URI getRequestUri() {
        return isWhole() ? super.getRequestUri() : URI.create(exchange.getRequestURL() + rest.apply(exchange));
    }

    @Override
    public URI getAbsolutePath() {
        return isWhole() ? super.getAbsolutePath() : URI.create(exchange.getRequestURL());
    }

    @Override
    public URI getBaseUri() {
        return isWhole() ? super.getBaseUri()
                : URI.create(exchange.getRequestScheme() + "://" + exchange.getHostAndPort() + getContextPath() + '/');
    }

    @Override
    public void setUri(URI base, URI relative) {
        replaced = true;
        super.setUri(base, relative);
    }

    @Override
    public MultivaluedMap<String, String> getQueryParameters() {
        if (replaced) {
            return super.getQueryParameters();
        }
        if (query == null) {
            MultivaluedMap<String, String> values = new MultivaluedHashMap<>();
            for (Map.Entry<String, Deque<String>> parameter : exchange.getQueryParameters().entrySet()) {
                values.put(parameter.getKey(), new ArrayList<>(parameter.getValue()));
            }
            query = new UnmodifiableMultivaluedMap<>(values, false);
        }
        return query;
    }

    @Override
    public void addMatchedResourceTemplate(String template) {
        super.addMatchedResourceTemplate(template);
        templates.add(template);
        matched.accept(template());
    }

    /** Says what the path has been found to match. */
    void matched(String template, String label) {
        super.addMatchedResourceTemplate(template);
        templates.add(template);
        matched.accept(label);
    }

    /** Tells whether a filter has set another URI. */
    boolean isReplaced() {
        return replaced;
    }

    boolean isMatched() {
        return !templates.isEmpty();
    }

    private String template() {
        StringBuilder joined = new StringBuilder(getContextPath());
        for (String template : templates) {
            if (!template.isEmpty()) {
                joined.append(template.startsWith("/") ? "" : "/").append(template);
            }
        }
        return joined.isEmpty() ? "/" : joined.toString();
    }
}
