package dev.swell.extension;

import static dev.swell.extension.DeclarationMessages.MESSAGES;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

import dev.swell.extension.model.ByteSize;
import dev.swell.extension.model.PathTemplate;
import dev.swell.extension.model.Place;
import dev.swell.extension.model.SocketModel;
import dev.swell.socket.Protocol;
import dev.swell.socket.SocketHandler;

/** Turns {@link SocketHandler}s of bean classes into {@link SocketModel}s. */
final class SocketReader {

    /** The characters of an HTTP token (RFC 9110, 5.6.2). */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    private final Problems problems;
    private final List<SocketModel> sockets = new ArrayList<>();

    SocketReader(Problems problems) {
        this.problems = problems;
    }

    /** Reads a bean, and tells whether it is a socket handler. */
    boolean read(BeanClass bean) {
        Set<SocketHandler> handlers = bean.type().getAnnotations(SocketHandler.class);
        if (handlers.isEmpty()) {
            CallbackReader.findStray(bean, problems);
            return false;
        }
        CallbackReader callbacks = new CallbackReader(bean, problems);
        if (callbacks.isEmpty()) {
            problems.add(MESSAGES.noCallback(bean.place()));
        }
        for (SocketHandler handler : handlers) {
            readHandler(handler, bean.place(), callbacks);
        }
        return true;
    }

    private void readHandler(SocketHandler handler, Place place, CallbackReader callbacks) {
        if (handler.protocol() != Protocol.WEBSOCKET) {
            problems.add(MESSAGES.socketProtocol(place, "protocol " + handler.protocol()));
            return;
        }
        if (!handler.port().isEmpty() || !handler.host().isEmpty()) {
            problems.add(MESSAGES.socketProtocol(place, "an own port or host"));
        }
        if (!handler.delimiter().isEmpty()) {
            problems.add(MESSAGES.onlyForTcp(place, "delimiter"));
        }
        if (handler.lengthField() != 0) {
            problems.add(MESSAGES.onlyForTcp(place, "lengthField"));
        }
        if (handler.path().isEmpty()) {
            problems.add(MESSAGES.socketPath(place));
            return;
        }
        checkSubprotocols(handler, place);
        OptionalLong maxFrame = maxFrame(handler, place);
        try {
            sockets.add(new SocketModel(PathTemplate.parse(handler.path()), handler.protocol(), maxFrame,
                    List.of(handler.subprotocols()), place, callbacks.onHandshake(), callbacks.onOpen(),
                    callbacks.onText(),
                    callbacks.onBinary(), callbacks.onClose(), callbacks.onError()));
        } catch (IllegalArgumentException e) {
            problems.add(MESSAGES.badPath("SocketHandler", place, e.getMessage()));
        }
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
        sockets.sort(Comparator.comparing(socket -> socket.place() + " " + socket.path()));
        for (int i = 0; i < sockets.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (sockets.get(i).path().shape().equals(sockets.get(j).path().shape())) {
                    problems.add(
                            MESSAGES.sameSocket(sockets.get(i).place(), sockets.get(j).place(), sockets.get(i).path()));
                }
            }
        }
        return sockets;
    }
}
