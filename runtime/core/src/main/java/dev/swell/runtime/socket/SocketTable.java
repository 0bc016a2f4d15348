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

    private final RouteTable<SocketModel> byPath;
    private final Map<String, SocketModel> byTemplate;
    private final Map<String, SliceMeter> meters;
    private final boolean usesSessions;

    SocketTable(Worker worker) {
        List<SocketModel> sockets = worker.model().sockets();
        usesSessions = worker.usesSessions();
        byPath = RouteTable.of(sockets, SocketModel::path, socket -> Set.of());
        byTemplate = sockets.stream()
                .collect(Collectors.toUnmodifiableMap(socket -> socket.path().text(), Function.identity()));
        meters = byTemplate.keySet().stream().collect(Collectors.toUnmodifiableMap(Function.identity(),
                path -> worker.meter("Socket handler '" + path + "'")));
    }

    /** Returns what measures the handler that was declared with that template. */
    SliceMeter meter(String template) {
        return meters.get(template);
    }

    /** Returns the handler at a path, or null. */
    SocketModel find(List<String> segments) {
        RouteTable.Entry<SocketModel> found = byPath.find(segments, METHOD);
        return found == null ? null : found.target();
    }

    /** Returns the handler that was declared with that template, or null. */
    SocketModel find(String template) {
        return byTemplate.get(template);
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
            case CLOSED -> socket.onClose();
            case SWAPPED, PEER_CLOSE -> Optional.empty();
        };
    }

    /** Tells whether a callback looks at the upgrade request after the connection was opened. */
    static boolean keepsHandshake(SocketModel socket) {
        return Stream.of(socket.onText(), socket.onBinary(), socket.onClose(), socket.onError())
                .anyMatch(callback -> callback.filter(SocketCallback::takesHandshake).isPresent());
    }
}
