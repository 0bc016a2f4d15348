package dev.swell.runtime.socket;

import static dev.swell.runtime.socket.SocketLogger.LOG;
import static dev.swell.runtime.socket.SocketMessages.MESSAGES;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.swell.Listener;
import dev.swell.extension.model.SocketModel;
import dev.swell.runtime.http.HttpEngine;
import dev.swell.runtime.observe.BindFailure;
import dev.swell.runtime.worker.Worker;
import dev.swell.socket.Protocol;

/** The ports that handlers have for themselves. One thread at a time opens and closes them; any may look at them. */
final class Ports {

    private record Bound(Listener listener, OpenPort port) {}

    private final HttpEngine http;
    private final Hub hub;
    private final Map<PortKey, Bound> open = new ConcurrentHashMap<>();
    private volatile Map<PortKey, Bound> next = Map.of();

    Ports(HttpEngine http, Hub hub) {
        this.http = http;
        this.hub = hub;
    }

    /**
     * Binds what a worker declares and isn't open yet; nothing is taken there before {@link #swapped}.
     *
     * @throws IllegalStateException if one can't be bound, with address and reason; then none of them is
     */
    void prepare(Worker worker) {
        Map<PortKey, Bound> bound = new HashMap<>();
        try {
            worker.part(Dispatcher.TABLE).ports().forEach((key, handlers) -> {
                if (!open.containsKey(key)) {
                    bound.put(key, bind(key, handlers));
                }
            });
        } catch (RuntimeException | Error e) {
            close(bound.values());
            throw e;
        }
        next = bound;
    }

    private Bound bind(PortKey key, List<SocketModel> handlers) {
        SocketModel socket = handlers.stream().filter(handler -> handler.protocol() == Protocol.HTTP).findFirst()
                .orElse(handlers.get(0));
        String host = key.port().host().isEmpty() ? http.host() : key.port().host();
        InetSocketAddress address = new InetSocketAddress(host, key.port().port());
        try {
            OpenPort port = key.datagrams() ? new UdpPort(key, address, http, hub)
                    : new StreamPort(key, address, http, hub);
            return new Bound(new Listener(socket.name(), socket.protocol(), host, port.address().getPort()), port);
        } catch (IOException | RuntimeException e) {
            throw MESSAGES.notBound(socket.protocol(), host, String.valueOf(key.port().port()), socket.place(),
                    BindFailure.of(e, "").reason());
        }
    }

    /** Takes connections where this worker, which is the current one now, wants them, and nowhere else. */
    void swapped(Worker worker) {
        Set<PortKey> wanted = worker.part(Dispatcher.TABLE).ports().keySet();
        for (PortKey key : List.copyOf(open.keySet())) {
            if (!wanted.contains(key)) {
                Bound gone = open.remove(key);
                gone.port.close();
                LOG.portClosed(gone.listener.name(), gone.listener.host(), gone.listener.port(), worker.id());
            }
        }
        next.forEach((key, bound) -> {
            open.put(key, bound);
            bound.port.begin();
        });
        next = Map.of();
    }

    /** Forgets what was bound for a worker that doesn't become the current one. */
    void abandon() {
        close(next.values());
        next = Map.of();
    }

    private static void close(Collection<Bound> ports) {
        ports.forEach(bound -> bound.port.close());
    }

    List<Listener> listeners() {
        return open.values().stream().map(Bound::listener).sorted(Comparator.comparing(Listener::name)).toList();
    }

    void close() {
        abandon();
        close(open.values());
        open.clear();
    }
}
