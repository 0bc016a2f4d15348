package dev.swell.runtime.master;

import java.util.List;
import java.util.stream.Collectors;

import dev.swell.Listener;

/** Writes down where listeners are. */
public final class Addresses {

    private Addresses() {}

    /** Returns the first address, and the others with their names in brackets. */
    public static String of(List<Listener> listeners) {
        String others = listeners.stream().skip(1).map(other -> other.name() + " " + of(other))
                .collect(Collectors.joining(", "));
        String first = of(listeners.get(0));
        return others.isEmpty() ? first : first + " (" + others + ")";
    }

    /** Returns the address of one listener. */
    public static String of(Listener listener) {
        String http = of(listener.host(), listener.port());
        return switch (listener.protocol()) {
            case HTTP -> http;
            case WEBSOCKET -> http.replaceFirst("http", "ws");
            case TCP -> http.replaceFirst("http", "tcp");
            case UDP -> http.replaceFirst("http", "udp");
        };
    }

    /** Returns the address of HTTP on that host and port. */
    public static String of(String host, int port) {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
