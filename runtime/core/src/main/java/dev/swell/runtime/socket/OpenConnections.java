package dev.swell.runtime.socket;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.swell.socket.Connection;
import dev.swell.socket.Connections;
import dev.swell.socket.Group;

/** The connections that are open, by number, by path and by group. */
final class OpenConnections implements Connections {

    private final AtomicLong lastId = new AtomicLong();
    private final Map<Long, SocketConnection> byId = new ConcurrentHashMap<>();
    private final Assembly byPath = new Assembly();
    private final Assembly groups = new Assembly();

    long nextId() {
        return lastId.incrementAndGet();
    }

    void add(SocketConnection connection) {
        byPath.add(connection.path(), connection);
        byId.put(connection.id(), connection);
    }

    /** Is to be called once the connection doesn't call itself open any more. */
    void remove(SocketConnection connection) {
        byId.remove(connection.id());
        byPath.remove(connection.path(), connection);
        connection.groups().forEach(group -> groups.remove(group, connection));
    }

    void forEach(Consumer<SocketConnection> action) {
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
        return byPath.get(path).stream().map(connection -> connection);
    }

    @Override
    public boolean send(long id, String text) {
        SocketConnection connection = byId.get(id);
        return connection != null && connection.send(text);
    }

    @Override
    public int broadcast(String path, String text) {
        return byPath.send(path, new Outgoing(text));
    }

    @Override
    public Group group(String name) {
        return new Named(name);
    }

    @Override
    public int count() {
        return byId.size();
    }

    private final class Named implements Group {

        private final String name;

        Named(String name) {
            this.name = Objects.requireNonNull(name, "name");
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean join(Connection connection) {
            SocketConnection member = byId.get(connection.id());
            if (member == null || !groups.add(name, member)) {
                return false;
            }
            member.groups().add(name);
            if (!member.isOpen()) { // it may have ended before it knew that it is a member
                groups.remove(name, member);
                return false;
            }
            return true;
        }

        @Override
        public boolean leave(Connection connection) {
            SocketConnection member = byId.get(connection.id());
            return member != null && member.groups().remove(name) && groups.remove(name, member);
        }

        @Override
        public Stream<Connection> members() {
            return groups.get(name).stream().map(connection -> connection);
        }

        @Override
        public int size() {
            return groups.get(name).size();
        }

        @Override
        public int broadcast(String text) {
            return groups.send(name, new Outgoing(text));
        }

        @Override
        public int broadcast(byte[] data) {
            return groups.send(name, new Outgoing(data));
        }

        @Override
        public String toString() {
            return "Group[" + name + "]";
        }
    }
}
