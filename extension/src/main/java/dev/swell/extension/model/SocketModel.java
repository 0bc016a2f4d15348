package dev.swell.extension.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import dev.swell.socket.Protocol;

/**
 * A {@link dev.swell.socket.SocketHandler}.
 *
 * @param path where on the port it answers
 * @param protocol what it speaks
 * @param maxFrame the largest message in bytes; empty means the configured one
 * @param subprotocols the subprotocols it speaks, best first
 * @param place where it is declared
 * @param onHandshake is asked before the upgrade; gives a {@code Boolean}
 * @param onOpen is called when the connection is open
 * @param onText takes text messages; gives what to send back, or null
 * @param onBinary takes binary messages; gives what to send back, or null
 * @param onClose is called once when the connection is closed
 * @param onError takes what the other callbacks throw
 */
public record SocketModel(PathTemplate path, Protocol protocol, OptionalLong maxFrame, List<String> subprotocols,
        Place place,
        Optional<SocketCallback> onHandshake, Optional<SocketCallback> onOpen, Optional<SocketCallback> onText,
        Optional<SocketCallback> onBinary, Optional<SocketCallback> onClose, Optional<SocketCallback> onError) {

    public SocketModel {
        subprotocols = List.copyOf(subprotocols);
    }
}
