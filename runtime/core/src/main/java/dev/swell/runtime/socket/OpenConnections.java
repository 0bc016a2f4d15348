package dev.swell.runtime.socket;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.swell.socket.Connection;
import dev.swell.socket.Connections;

/** The connections that are open, by number and by path. */
final class OpenConnections implements Connections {

    private final AtomicLong lastId = new AtomicLong();
    private final Map<Long, WebSocketConnection> byId = new ConcurrentHashMap<>();
    private final Map<String, Set<WebSocketConnection>> byPath = new ConcurrentHashMap<>();

    long nextId() {
        return lastId.incrementAndGet();
    }

    void add(WebSocketConnection connection) {
        byPath.compute(connection.path(), (path, there) -> {
            Set<WebSocketConnection> all = there == null ? ConcurrentHashMap.newKeySet(1) : there;
            all.add(connection);
            return all;
        });
        byId.put(connection.id(), connection);
    }

    void remove(WebSocketConnection connection) {
        byId.remove(connection.id());
        byPath.computeIfPresent(connection.path(), (path, there) -> {
            there.remove(connection);
            return there.isEmpty() ? null : there;
        });
    }

    void forEach(Consumer<WebSocketConnection> action) {
        byId.values().forEach(action);
    }

    @Override
    public Optional<Connection> find(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public Stream<Connection> all() {
        return byId.values().stream().map(connection -> connection);
    }

    @Override
    public Stream<Connection> at(String path) {
        return byPath.getOrDefault(path, Set.of()).stream().map(connection -> connection);
    }

    @Override
    public boolean send(long id, String text) {
        WebSocketConnection connection = byId.get(id);
        return connection != null && connection.send(text);
    }

    @Override
    public int broadcast(String path, String text) {
        Outgoing message = new Outgoing(text);
        int reached = 0;
        for (WebSocketConnection connection : byPath.getOrDefault(path, Set.of())) {
            if (connection.send(message)) {
                reached++;
            }
        }
        return reached;
    }

    @Override
    public int count() {
        return byId.size();
    }
}
