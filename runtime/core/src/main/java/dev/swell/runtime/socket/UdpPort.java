package dev.swell.runtime.socket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

import org.eclipse.microprofile.metrics.Counter;
import org.xnio.IoUtils;
import org.xnio.XnioIoThread;
import org.xnio.channels.MulticastMessageChannel;
import org.xnio.channels.SocketAddressBuffer;

import dev.swell.extension.model.SocketModel;
import dev.swell.runtime.http.HttpEngine;

/**
 * A port for datagrams. Whoever writes a false sender must not fill the memory: peers, and what waits for the application,
 * are bounded, and the peer that was quiet for longest is forgotten first.
 */
final class UdpPort implements OpenPort {

    private static final int MAX_PEERS = 10_000;
    private static final int MAX_DATAGRAM = 65_535;
    private static final int MAX_WAITING = 8 * 1024 * 1024;
    private static final int READS_AT_ONCE = 64; // then the I/O thread's connections have their turn

    private final PortKey key;
    private final Hub hub;
    private final MulticastMessageChannel channel;
    private final AtomicLong waiting = new AtomicLong();

    // what follows is the I/O thread's
    private final Map<SocketAddress, UdpConnection> peers = new LinkedHashMap<>(16, 0.75f, true);
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(MAX_DATAGRAM);
    private final SocketAddressBuffer sender = new SocketAddressBuffer();

    /**
     * Binds one, which takes nothing yet.
     *
     * @throws IOException if that fails; nothing is left open then
     */
    UdpPort(PortKey key, InetSocketAddress address, HttpEngine http, Hub hub) throws IOException {
        this.key = key;
        this.hub = hub;
        this.channel = http.datagrams(address);
    }

    XnioIoThread thread() {
        return channel.getIoThread();
    }

    @Override
    public void begin() {
        channel.getReadSetter().set(this::read);
        channel.resumeReads();
    }

    @Override
    public InetSocketAddress address() {
        return channel.getLocalAddress(InetSocketAddress.class);
    }

    private void read(MulticastMessageChannel ready) {
        try {
            for (int i = 0; i < READS_AT_ONCE; i++) {
                sender.clear();
                ready.receiveFrom(sender, buffer.clear());
                if (sender.getSourceAddress() == null) { // an empty datagram has one
                    return;
                }
                byte[] datagram = new byte[buffer.flip().remaining()];
                buffer.get(datagram);
                received(sender.getSourceAddress(), datagram);
            }
        } catch (IOException e) { // such as a peer that isn't there any more, which an earlier answer has found out
            SocketLogger.LOG.debugf(e, "Reading from %s", address());
        }
    }

    private void received(SocketAddress from, byte[] datagram) {
        List<SocketModel> handlers = hub.dispatcher().table().ports().get(key);
        if (handlers == null || hub.isStopping()) {
            return;
        }
        SocketModel socket = handlers.get(0); // UDP shares no port
        UdpConnection peer = peers.get(from);
        if (peer == null || !peer.isOpen()) {
            peer = newPeer(socket, from);
        }
        peer.hear();
        if (datagram.length > peer.terms().maxMessage() || waiting.get() + datagram.length > MAX_WAITING) {
            lost(socket).inc();
            return;
        }
        waiting.addAndGet(datagram.length);
        if (!peer.received(datagram)) {
            waiting.addAndGet(-datagram.length);
            lost(socket).inc();
        }
    }

    private Counter lost(SocketModel socket) {
        return hub.metrics().lost(socket.name());
    }

    private UdpConnection newPeer(SocketModel socket, SocketAddress from) {
        if (peers.size() >= MAX_PEERS) {
            UdpConnection eldest = peers.values().iterator().next();
            peers.remove(eldest.remote());
            eldest.close();
        }
        UdpConnection peer = new UdpConnection(hub,
                Terms.of(socket, from, hub.dispatcher().maxFrame(), hub.metrics().traffic(socket.name())), this);
        peers.put(from, peer);
        hub.open().add(peer);
        return peer;
    }

    /** Keeps nothing of a peer; when it sends again it is a new one. */
    void forget(UdpConnection peer) {
        try {
            thread().execute(() -> peers.remove(peer.remote(), peer));
        } catch (RejectedExecutionException e) { // the threads end, and all is forgotten
            SocketLogger.LOG.tracef(e, "%s is forgotten", peer.remote());
        }
    }

    void handled(int bytes) {
        waiting.addAndGet(-bytes);
    }

    /** Returns false if the datagram is lost here already. */
    boolean send(SocketAddress to, byte[] payload) {
        try {
            return channel.sendTo(to, ByteBuffer.wrap(payload)) || payload.length == 0;
        } catch (IOException e) {
            SocketLogger.LOG.debugf(e, "Sending %d bytes to %s", payload.length, to);
            return false;
        }
    }

    @Override
    public void close() {
        IoUtils.safeClose(channel);
        try {
            thread().execute(() -> {
                peers.values().forEach(UdpConnection::close);
                peers.clear();
            });
        } catch (RejectedExecutionException e) {
            SocketLogger.LOG.tracef(e, "%s is closed", key);
        }
    }
}
