package dev.swell.runtime.socket;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;

/**
 * Which pages may open connections. A browser sends cookies along whatever page asks, so a foreign page would speak in its
 * visitor's name. The server's own host and port are allowed, and what is configured.
 */
final class AllowedOrigins {

    private final Set<Place> configured;

    /** A host and port; the scheme is another one when a proxy takes the TLS off. */
    private record Place(String host, int port) {}

    AllowedOrigins(Set<String> origins) {
        this.configured = origins.stream().map(AllowedOrigins::place).collect(Collectors.toUnmodifiableSet());
    }

    /** Tells whether the request's page is allowed; whoever names none is no browser. */
    boolean allow(HttpServerExchange exchange) {
        List<String> origins = exchange.getRequestHeaders().get(Headers.ORIGIN);
        if (origins == null) {
            return true;
        }
        Place origin = origins.size() == 1 ? place(origins.get(0)) : null;
        return origin != null && (configured.contains(origin) || origin.equals(own(exchange, origins.get(0))));
    }

    /** Where the host names no port, it is the default one of the scheme that the browser sees. */
    private static Place own(HttpServerExchange exchange, String origin) {
        String host = exchange.getRequestHeaders().getFirst(Headers.HOST);
        return host == null ? null : place(origin.substring(0, origin.indexOf(':')) + "://" + host);
    }

    private static Place place(String origin) {
        try {
            URI uri = new URI(origin);
            if (uri.getScheme() == null || uri.getHost() == null) {
                return null;
            }
            int port = uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
            return new Place(uri.getHost().toLowerCase(Locale.ROOT), port);
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
