package dev.swell.runtime.socket;

import java.net.SocketAddress;

import io.undertow.server.session.Session;

import dev.swell.extension.model.Framing;
import dev.swell.extension.model.SocketModel;
import dev.swell.runtime.observe.SocketTraffic;
import dev.swell.socket.Handshake;

/**
 * What is settled for a connection when it is opened; nothing of it belongs to an application.
 *
 * @param key which handler it has, see {@link dev.swell.extension.model.SocketModel#key}
 * @param path the path that the client asked for, or the name of the listener
 * @param framing how TCP is cut into messages
 * @param remote the client's address
 * @param maxMessage the largest message in bytes
 * @param compression what was agreed upon, or null
 * @param principal who the client is, or null
 * @param session the client's session, or null
 * @param handshake the upgrade request, if callbacks want it later, else null
 * @param traffic what is counted
 */
record Terms(String key, String path, Framing framing, SocketAddress remote, long maxMessage, Compression compression,
        NamedPrincipal principal, Session session, Handshake handshake, SocketTraffic traffic) {

    /**
     * Returns those of a peer that comes without a handshake.
     *
     * @param maxFrame the largest message in bytes where the handler doesn't say
     */
    static Terms of(SocketModel socket, SocketAddress peer, long maxFrame, SocketTraffic traffic) {
        return new Terms(socket.key(), socket.name(), socket.framing(), peer, socket.maxFrame().orElse(maxFrame), null,
                null, null, null, traffic);
    }
}
