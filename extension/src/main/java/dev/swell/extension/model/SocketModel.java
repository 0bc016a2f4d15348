package dev.swell.extension.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import dev.swell.socket.Protocol;

/**
 * A {@link dev.swell.socket.SocketHandler}.
 *
 * @param name what it is called: for WebSocket on the main port the path template's text, else the name of its listener
 * @param path where on the port it answers; null but for WebSocket
 * @param protocol what it speaks
 * @param port where it listens; empty means the main HTTP port
 * @param framing how TCP is cut into messages
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
public record SocketModel(String name, PathTemplate path, Protocol protocol, Optional<OwnPort> port, Framing framing,
        OptionalLong maxFrame, List<String> subprotocols, Place place,
        Optional<SocketCallback> onHandshake, Optional<SocketCallback> onOpen, Optional<SocketCallback> onText,
        Optional<SocketCallback> onBinary, Optional<SocketCallback> onClose, Optional<SocketCallback> onError) {

    public SocketModel {
        subprotocols = List.copyOf(subprotocols);
    }

    /** Returns what tells one port from the others of the application; empty for the main HTTP port. */
    public String portId() {
        return port.map(own -> own + (own.port() == 0 && !own.isUnix() ? ":" + name : "")).orElse("");
    }

    /**
     * Returns what tells that the handler of another worker stands for this one: a connection that was opened for one is
     * the other's then.
     */
    public String key() {
        return path == null ? protocol + ":" + portId() : portId() + path.text();
    }
}
