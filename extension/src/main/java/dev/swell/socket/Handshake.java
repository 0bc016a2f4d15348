package dev.swell.socket;

import java.net.SocketAddress;
import java.security.Principal;
import java.util.Optional;

/** The request that opened a connection, or is about to. Immutable; may be used from any thread. */
public interface Handshake {

    /** Returns the path asked for, decoded, without the query. */
    String path();

    /** Returns the first value of a header of the request; names don't regard case. */
    Optional<String> header(String name);

    /** Returns the first value of a query parameter, decoded. */
    Optional<String> query(String name);

    /** Returns the value of a variable of the handler's path template, decoded. */
    Optional<String> pathParam(String name);

    /** Returns who middleware says the client is. */
    Optional<Principal> principal();

    /** Returns the client's address. */
    SocketAddress remote();
}
