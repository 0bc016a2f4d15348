package dev.swell.runtime.socket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;

import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.channels.AcceptingChannel;

import dev.swell.extension.model.SocketModel;
import dev.swell.runtime.http.HttpEngine;
import dev.swell.socket.Protocol;

/** A port whose connections go to the handler that the current worker has for it. */
final class StreamPort implements OpenPort {

    private final PortKey key;
    private final HttpEngine http;
    private final Hub hub;
    private final AcceptingChannel<StreamConnection> server;

    /**
     * Binds one, which takes no connections yet.
     *
     * @throws IOException if that fails; nothing is left open then
     */
    StreamPort(PortKey key, InetSocketAddress address, HttpEngine http, Hub hub) throws IOException {
        this.key = key;
        this.http = http;
        this.hub = hub;
        this.server = http.listen(address, this::opened);
    }

    @Override
    public void begin() {
        server.resumeAccepts();
    }

    @Override
    public InetSocketAddress address() {
        return server.getLocalAddress(InetSocketAddress.class);
    }

    private void opened(StreamConnection stream) {
        List<SocketModel> handlers = hub.dispatcher().table().ports().get(key);
        if (handlers == null || hub.isStopping()) {
            IoUtils.safeClose(stream);
        } else if (handlers.get(0).protocol() != Protocol.TCP) {
            http.serve(stream, key.id());
        } else {
            SocketModel socket = handlers.get(0); // TCP shares no port
            new TcpConnection(hub, terms(socket, stream.getPeerAddress()), stream, http.buffers(stream)).begin(null);
        }
    }

    private Terms terms(SocketModel socket, SocketAddress peer) {
        return Terms.of(socket, peer, hub.dispatcher().maxFrame(), hub.metrics().traffic(socket.name()));
    }

    @Override
    public void close() {
        IoUtils.safeClose(server);
    }
}
