package dev.swell.extension;

import static dev.swell.extension.DeclarationMessages.MESSAGES;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.swell.extension.model.ByteSize;
import dev.swell.extension.model.Framing;
import dev.swell.extension.model.OwnPort;
import dev.swell.extension.model.PathTemplate;
import dev.swell.extension.model.Place;
import dev.swell.extension.model.SocketModel;
import dev.swell.http.Route;
import dev.swell.socket.Protocol;
import dev.swell.socket.SocketHandler;

/** Turns {@link SocketHandler}s of bean classes into {@link SocketModel}s. */
final class SocketReader {

    /** The characters of an HTTP token (RFC 9110, 5.6.2). */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    private final Problems problems;
    private final PortReader ports;
    private final List<SocketModel> sockets = new ArrayList<>();

    SocketReader(ExtensionSettings settings, Problems problems) {
        this.problems = problems;
        this.ports = new PortReader(settings, problems);
    }

    /** Reads a bean, and tells whether it is a socket handler. */
    boolean read(BeanClass bean) {
        List<SocketHandler> handlers = bean.type().getAnnotations(SocketHandler.class).stream()
                .sorted(Comparator.comparing(SocketHandler::toString)).toList(); // names must not change at a reload
        if (handlers.isEmpty()) {
            CallbackReader.findStray(bean, problems);
            return false;
        }
        CallbackReader callbacks = new CallbackReader(bean, problems);
        if (callbacks.isEmpty() && handlers.stream().anyMatch(handler -> handler.protocol() != Protocol.HTTP)) {
            problems.add(MESSAGES.noCallback(bean.place()));
        }
        for (SocketHandler handler : handlers) {
            if (!ports.isOff(handler)) {
                readHandler(handler, bean.place(), callbacks);
            }
        }
        callbacks.checkCalled(bean.place(), handlers.stream().map(SocketHandler::protocol).toList());
        return true;
    }

    private void readHandler(SocketHandler handler, Place place, CallbackReader callbacks) {
        if (handler.protocol() != Protocol.TCP) {
            checkUnframed(handler, place);
        }
        switch (handler.protocol()) {
            case WEBSOCKET -> readWebSocket(handler, place, callbacks);
            case TCP, UDP -> readPort(handler, place, callbacks);
            case HTTP -> readHttp(handler, place, callbacks);
        }
    }

    private void readHttp(SocketHandler handler, Place place, CallbackReader callbacks) {
        Optional<OwnPort> port = ports.port(handler, place);
        if (port.isPresent()) {
            add(handler, handler.path().isEmpty() ? freeName(handler.protocol(), place) : handler.path(), null, port,
                    Framing.NONE, OptionalLong.empty(), place, callbacks);
        }
    }

    /**
     * Returns where the routes of a bean that was read answer: nothing means the main HTTP port, and no ports at all that all
     * its ports are off.
     */
    Optional<Set<String>> httpPorts(BeanClass bean) {
        if (bean.type().getAnnotations(SocketHandler.class).stream()
                .noneMatch(handler -> handler.protocol() == Protocol.HTTP)) {
            return Optional.empty();
        }
        if (!bean.type().isAnnotationPresent(Route.class) && bean.methods().with(Route.class).isEmpty()) {
            problems.add(PortMessages.MESSAGES.noRoute(bean.place()));
        }
        return Optional.of(sockets.stream()
                .filter(socket -> socket.protocol() == Protocol.HTTP && socket.place().equals(bean.place()))
                .map(SocketModel::portId).collect(Collectors.toSet()));
    }

    private void checkUnframed(SocketHandler handler, Place place) {
        if (!handler.delimiter().isEmpty()) {
            problems.add(MESSAGES.onlyForTcp(place, "delimiter"));
        }
        if (handler.lengthField() != 0) {
            problems.add(MESSAGES.onlyForTcp(place, "lengthField"));
        }
    }

    private void readWebSocket(SocketHandler handler, Place place, CallbackReader callbacks) {
        if (handler.port().isEmpty() && !handler.host().isEmpty()) {
            problems.add(PortMessages.MESSAGES.portMissing(place, handler.protocol()));
        }
        if (handler.path().isEmpty()) {
            problems.add(MESSAGES.socketPath(place));
            return;
        }
        checkSubprotocols(handler, place);
        OptionalLong maxFrame = maxFrame(handler, place);
        try {
            PathTemplate path = PathTemplate.parse(handler.path());
            Optional<OwnPort> port = ports.port(handler, place);
            if (port.isPresent() || handler.port().isEmpty()) { // else it was declared wrongly
                add(handler, port.isPresent() ? freeName(handler.protocol(), place) : path.text(), path, port,
                        Framing.NONE, maxFrame, place, callbacks);
            }
        } catch (IllegalArgumentException e) {
            problems.add(MESSAGES.badPath("SocketHandler", place, e.getMessage()));
        }
    }

    private void readPort(SocketHandler handler, Place place, CallbackReader callbacks) {
        if (handler.subprotocols().length > 0) {
            problems.add(PortMessages.MESSAGES.onlyForWebSocket(place));
        }
        Framing framing = handler.protocol() == Protocol.TCP ? ports.framing(handler, place) : Framing.NONE;
        if (handler.protocol() == Protocol.TCP && framing.equals(Framing.NONE) && callbacks.onText().isPresent()
                && callbacks.onBinary().isEmpty()) {
            problems.add(PortMessages.MESSAGES.textWithoutFraming(place));
        }
        callbacks.checkNoHandshake(place, handler.protocol());
        OptionalLong maxFrame = maxFrame(handler, place);
        Optional<OwnPort> port = ports.port(handler, place);
        if (port.isPresent()) {
            add(handler, handler.path().isEmpty() ? freeName(handler.protocol(), place) : handler.path(), null, port,
                    framing, maxFrame, place, callbacks);
        }
    }

    /** The same class may listen more than once. */
    private String freeName(Protocol protocol, Place place) {
        String base = protocol.name().toLowerCase(Locale.ROOT) + ":"
                + place.bean().substring(Math.max(place.bean().lastIndexOf('.'), place.bean().lastIndexOf('$')) + 1);
        String name = base;
        for (int i = 2; isTaken(name, place); i++) {
            name = base + "#" + i;
        }
        return name;
    }

    private boolean isTaken(String name, Place place) {
        return sockets.stream().anyMatch(socket -> socket.name().equals(name) && socket.place().equals(place));
    }

    private void add(SocketHandler handler, String name, PathTemplate path, Optional<OwnPort> port, Framing framing,
            OptionalLong maxFrame, Place place, CallbackReader callbacks) {
        sockets.add(new SocketModel(name, path, handler.protocol(), port, framing, maxFrame,
                List.of(handler.subprotocols()), place, callbacks.onHandshake(), callbacks.onOpen(),
                callbacks.onText(), callbacks.onBinary(), callbacks.onClose(), callbacks.onError()));
    }

    private void checkSubprotocols(SocketHandler handler, Place place) {
        Set<String> seen = new HashSet<>();
        for (String name : handler.subprotocols()) {
            if (!TOKEN.matcher(name).matches() || !seen.add(name)) {
                problems.add(MESSAGES.badSubprotocol(place, name));
            }
        }
    }

    private OptionalLong maxFrame(SocketHandler handler, Place place) {
        if (handler.maxFrame().isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            long bytes = ByteSize.parse(handler.maxFrame());
            if (bytes < 1 || bytes > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(
                        "'" + handler.maxFrame()
                                + "' is not between one byte and 2G: leave it out, or write such as \"4M\"");
            }
            return OptionalLong.of(bytes);
        } catch (IllegalArgumentException e) {
            problems.add(MESSAGES.badMaxFrame(place, e.getMessage()));
            return OptionalLong.empty();
        }
    }

    List<SocketModel> sockets() {
        sockets.sort(Comparator.comparing(socket -> socket.place() + " " + socket.key()));
        for (int i = 0; i < sockets.size(); i++) {
            for (int j = 0; j < i; j++) {
                compare(sockets.get(i), sockets.get(j));
            }
        }
        return sockets;
    }

    private void compare(SocketModel socket, SocketModel other) {
        boolean samePort = socket.portId().equals(other.portId()) && isUdp(socket) == isUdp(other);
        if (samePort && socket.path() != null && other.path() != null) {
            if (socket.path().shape().equals(other.path().shape())) {
                problems.add(MESSAGES.sameSocket(socket.place(), other.place(), socket.path()));
            }
        } else if (samePort && socket.port().isPresent() && !(isHttp(socket) && isHttp(other))) {
            problems.add(PortMessages.MESSAGES.samePort(socket.place(), other.place(), socket.port().get()));
        } else if (!isHttp(socket) && !isHttp(other) && socket.name().equals(other.name())) {
            problems.add(PortMessages.MESSAGES.sameName(socket.place(), other.place(), socket.name()));
        }
    }

    private static boolean isUdp(SocketModel socket) {
        return socket.protocol() == Protocol.UDP;
    }

    private static boolean isHttp(SocketModel socket) {
        return socket.protocol() == Protocol.HTTP || socket.protocol() == Protocol.WEBSOCKET;
    }
}
