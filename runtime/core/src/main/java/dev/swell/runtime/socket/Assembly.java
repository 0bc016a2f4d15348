package dev.swell.runtime.socket;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Connections by name: of a path, or of a group. Keeps nothing of a name that has none. Safe for any thread. */
final class Assembly {

    private final Map<String, Set<SocketConnection>> byName = new ConcurrentHashMap<>();

    /** Returns false if it is there already. */
    boolean add(String name, SocketConnection connection) {
        boolean[] added = {false};
        byName.compute(name, (same, there) -> {
            Set<SocketConnection> all = there == null ? ConcurrentHashMap.newKeySet(1) : there;
            added[0] = all.add(connection);
            return all;
        });
        return added[0];
    }

    /** Returns false if it isn't there. */
    boolean remove(String name, SocketConnection connection) {
        boolean[] removed = {false};
        byName.computeIfPresent(name, (same, there) -> {
            removed[0] = there.remove(connection);
            return there.isEmpty() ? null : there;
        });
        return removed[0];
    }

    Set<SocketConnection> get(String name) {
        return byName.getOrDefault(name, Set.of());
    }

    /** Sends to all of that name; returns to how many. */
    int send(String name, Outgoing message) {
        int reached = 0;
        for (SocketConnection connection : get(name)) {
            if (connection.send(message)) {
                reached++;
            }
        }
        return reached;
    }
}
