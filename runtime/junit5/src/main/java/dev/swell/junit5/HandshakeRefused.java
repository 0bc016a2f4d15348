package dev.swell.junit5;

import java.io.Serial;

/** The server answered a WebSocket handshake with something else than the upgrade. */
public final class HandshakeRefused extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;

    HandshakeRefused(String path, int status, Throwable cause) {
        super("The handshake at '" + path + "' was answered with " + status, cause);
        this.status = status;
    }

    /** Returns the HTTP status of the answer. */
    public int status() {
        return status;
    }
}
