package dev.swell;

import dev.swell.socket.Protocol;

/**
 * An open port.
 *
 * @param name what the listener is for: {@code http}, {@code https} or {@code management}
 * @param protocol what is spoken on it
 * @param host the address it is bound to, as configured
 * @param port the port that was bound, 1 to 65535
 */
public record Listener(String name, Protocol protocol, String host, int port) {}
