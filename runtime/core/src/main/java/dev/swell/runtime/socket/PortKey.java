package dev.swell.runtime.socket;

import dev.swell.extension.model.OwnPort;
import dev.swell.extension.model.SocketModel;
import dev.swell.socket.Protocol;

/**
 * Which port of the system it is: a reload keeps the one that the next worker declares again.
 *
 * @param datagrams whether it takes datagrams
 * @param port where
 * @param id see {@link SocketModel#portId}
 */
record PortKey(boolean datagrams, OwnPort port, String id) {

    static PortKey of(SocketModel socket) {
        return new PortKey(socket.protocol() == Protocol.UDP, socket.port().orElseThrow(), socket.portId());
    }
}
