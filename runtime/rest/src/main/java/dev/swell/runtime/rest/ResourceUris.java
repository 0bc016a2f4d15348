package dev.swell.runtime.rest;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jboss.resteasy.specimpl.ResteasyUriInfo.InitData;
import org.jboss.resteasy.util.Encode;

import io.undertow.server.HttpServerExchange;

import dev.swell.runtime.http.Request;

/** Makes the {@link ResourceUri}s of one application path, and remembers how the usual paths are cut into segments. */
final class ResourceUris {

    private static final int MOST_KNOWN = 1_000;
    private static final BitSet LEGAL = new BitSet();

    static {
        "-._~:/?#@!$&'()*+,;=%".chars().forEach(LEGAL::set);
        LEGAL.set('0', '9' + 1);
        LEGAL.set('A', 'Z' + 1);
        LEGAL.set('a', 'z' + 1);
    }

    private final Map<String, InitData> known = new ConcurrentHashMap<>();
    private final String prefix;

    /** Makes it for an application path, such as {@code /api}; empty for the root. */
    ResourceUris(String prefix) {
        this.prefix = prefix;
    }

    /** Makes one that has the request labelled with the template of its path. */
    ResourceUri of(HttpServerExchange exchange, Request request) {
        String path = legal(request.path().isReplaced() ? replaced(exchange, request) : exchange.getRequestURL());
        String query = exchange.getQueryString();
        boolean asked = !query.isEmpty();
        String absolute = asked ? path + '?' + legal(query) : path;
        return new ResourceUri(exchange, request::label, absolute, prefix,
                path.indexOf(';') < 0 ? data(asked ? path + '?' : path) : null, null);
    }

    /** Makes one of a request whose path is legal as it came; the rest of its URI is put together when somebody asks. */
    ResourceUri ofPlain(HttpServerExchange exchange, Request request) {
        String path = exchange.getRequestURI();
        return new ResourceUri(exchange, request::label, path, prefix, data(path), ResourceUris::query);
    }

    private static String query(HttpServerExchange exchange) {
        String query = exchange.getQueryString();
        return query.isEmpty() ? "" : '?' + legal(query);
    }

    private static String replaced(HttpServerExchange exchange, Request request) {
        return exchange.getRequestScheme() + "://" + exchange.getHostAndPort()
                + Encode.encodePath(request.path().current());
    }

    private InitData data(String key) {
        InitData found = known.get(key);
        if (found == null) {
            found = new InitData(key, prefix);
            if (known.size() >= MOST_KNOWN) { // clients choose the paths, so they must not fill the memory
                known.clear();
            }
            known.put(key, found);
        }
        return found;
    }

    /** Returns the text with what a URI must not contain, but lenient clients send, escaped. */
    private static String legal(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!LEGAL.get(text.charAt(i))) {
                return escaped(text);
            }
        }
        return text;
    }

    private static String escaped(String text) {
        StringBuilder legal = new StringBuilder(text.length() + 16);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (octet > 0 && LEGAL.get(octet)) {
                legal.append((char) octet);
            } else {
                legal.append(String.format("%%%02X", octet));
            }
        }
        return legal.toString();
    }
}
