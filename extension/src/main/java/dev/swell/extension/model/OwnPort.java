package dev.swell.extension.model;

/**
 * Where a handler listens that doesn't share the main HTTP port.
 *
 * @param host the address to bind, or {@code unix:} and the path of a socket; empty means {@code swell.http.host}
 * @param port 1 to 65535; 0 means any free one, and belongs to one handler alone
 */
public record OwnPort(String host, int port) {

    /** What the path of a Unix domain socket follows. */
    public static final String UNIX = "unix:";

    /** Tells whether it is a Unix domain socket. */
    public boolean isUnix() {
        return host.startsWith(UNIX);
    }

    @Override
    public String toString() {
        return isUnix() ? host : host.isEmpty() ? String.valueOf(port) : host + ":" + port;
    }
}
