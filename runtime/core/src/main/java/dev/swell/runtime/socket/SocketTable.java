package dev.swell.runtime.socket;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.swell.extension.model.SocketCallback;
import dev.swell.extension.model.SocketModel;
import dev.swell.runtime.http.RouteTable;
import dev.swell.runtime.socket.Inbox.Kind;
import dev.swell.runtime.worker.SliceMeter;
import dev.swell.runtime.worker.Worker;

/** The socket handlers of one worker. */
final class SocketTable {

    private static final String METHOD = "GET";

    private final Map<String, RouteTable<SocketModel>> byPath;
    private final Map<String, SocketModel> byKey;
    private final Map<PortKey, List<SocketModel>> byPort;
    private final Map<String, SliceMeter> meters;
    private final boolean usesSessions;
    private final ClassLoader loader;
    private volatile Records records;

    SocketTable(Worker worker) {
        List<SocketModel> sockets = worker.model().sockets();
        usesSessions = worker.usesSessions();
        loader = worker.loader();
        byPath = sockets.stream().filter(socket -> socket.path() != null)
                .collect(Collectors.groupingBy(SocketModel::portId, Collectors.collectingAndThen(Collectors.toList(),
                        all -> RouteTable.<SocketModel>of(all, SocketModel::path, socket -> Set.of()))));
        byKey = sockets.stream().collect(Collectors.toUnmodifiableMap(SocketModel::key, Function.identity()));
        byPort = sockets.stream().filter(socket -> socket.port().isPresent())
                .collect(Collectors.groupingBy(PortKey::of));
        meters = sockets.stream().collect(Collectors.toUnmodifiableMap(SocketModel::key,
                socket -> worker.meter("Socket handler '" + socket.name() + "'")));
    }

    /** Returns what measures the handler of that key. */
    SliceMeter meter(String key) {
        return meters.get(key);
    }

    /** Returns what is declared on ports of its own, by port. */
    Map<PortKey, List<SocketModel>> ports() {
        return byPort;
    }

    /** Returns the handler at a path of a port, or null. */
    SocketModel find(String port, List<String> segments) {
        RouteTable<SocketModel> paths = byPath.get(port);
        RouteTable.Entry<SocketModel> found = paths == null ? null : paths.find(segments, METHOD);
        return found == null ? null : found.target();
    }

    /** Returns the handler of that key, or null. */
    SocketModel find(String key) {
        return byKey.get(key);
    }

    /** Returns what reads and writes messages that are records; made when the first one comes. */
    Records records() {
        Records made = records;
        if (made == null) {
            made = new Records(loader);
            records = made;
        }
        return made;
    }

    /** Tells whether the application keeps anything in sessions. */
    boolean usesSessions() {
        return usesSessions;
    }

    static Optional<SocketCallback> callback(SocketModel socket, Kind kind) {
        return switch (kind) {
            case OPEN -> socket.onOpen();
            case TEXT -> socket.onText();
            case BINARY -> socket.onBinary();
            case DATA -> takesText(socket) ? socket.onText() : socket.onBinary();
            case CLOSED -> socket.onClose();
            case SWAPPED, PEER_CLOSE -> Optional.empty();
        };
    }

    /** Tells whether messages that don't say whether they are text are given as such. */
    static boolean takesText(SocketModel socket) {
        return socket.onBinary().isEmpty() || socket.framing().isDelimited() && socket.onText().isPresent();
    }

    /** Tells whether a callback looks at the upgrade request after the connection was opened. */
    static boolean keepsHandshake(SocketModel socket) {
        return Stream.of(socket.onText(), socket.onBinary(), socket.onClose(), socket.onError())
                .anyMatch(callback -> callback.filter(SocketCallback::takesHandshake).isPresent());
    }
}
