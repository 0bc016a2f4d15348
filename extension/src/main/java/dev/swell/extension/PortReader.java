package dev.swell.extension;

import static dev.swell.extension.PortMessages.MESSAGES;

import java.util.Optional;
import java.util.regex.Pattern;

import dev.swell.extension.model.Framing;
import dev.swell.extension.model.OwnPort;
import dev.swell.extension.model.Place;
import dev.swell.socket.Protocol;
import dev.swell.socket.SocketHandler;

/** Reads where a {@link SocketHandler} listens and how it cuts bytes into messages. */
final class PortReader {

    private static final String OFF = "off";
    private static final int LAST_PORT = 65535;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:%-]*");

    private final ExtensionSettings settings;
    private final Problems problems;

    PortReader(ExtensionSettings settings, Problems problems) {
        this.settings = settings;
        this.problems = problems;
    }

    /** Tells whether the handler is left out. */
    boolean isOff(SocketHandler handler) {
        try {
            return expand(handler.port()).equalsIgnoreCase(OFF);
        } catch (IllegalArgumentException e) { // reported when the port is read
            return false;
        }
    }

    /** Returns where the handler listens by itself; nothing if that is the main port, or it is declared wrongly. */
    Optional<OwnPort> port(SocketHandler handler, Place place) {
        try {
            Optional<String> host = host(handler, place);
            String port = expand(handler.port());
            boolean unix = host.orElse("").startsWith(OwnPort.UNIX);
            if (port.isEmpty() && !unix) {
                if (handler.protocol() != Protocol.WEBSOCKET) {
                    problems.add(MESSAGES.portMissing(place, handler.protocol()));
                }
                return Optional.empty();
            }
            int number = unix ? 0 : number(port);
            return host.map(address -> new OwnPort(address, number));
        } catch (IllegalArgumentException e) {
            problems.add(MESSAGES.badPort(place, e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<String> host(SocketHandler handler, Place place) {
        String host = expand(handler.host());
        if (host.startsWith(OwnPort.UNIX)) {
            problems.add(MESSAGES.badHost(place, "Unix domain sockets are not served: write an address"));
            return Optional.empty();
        }
        if (!HOST.matcher(host).matches()) {
            problems.add(MESSAGES.badHost(place, "'" + host + "' is no address: write such as '127.0.0.1' or '::'"));
            return Optional.empty();
        }
        return Optional.of(host);
    }

    private String expand(String text) {
        return settings.jobs().expand(text).strip();
    }

    private static int number(String text) {
        if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= LAST_PORT) {
            return Integer.parseInt(text);
        }
        throw new IllegalArgumentException("'" + text + "' is no port");
    }

    /** Returns how messages are told apart. */
    Framing framing(SocketHandler handler, Place place) {
        boolean delimited = !handler.delimiter().isEmpty();
        if (delimited && handler.lengthField() != 0) {
            problems.add(MESSAGES.twoFramings(place));
        }
        switch (handler.lengthField()) {
            case 0, 1, 2, 4 -> {
                return new Framing(handler.delimiter(), handler.lengthField());
            }
            default -> {
                problems.add(MESSAGES.badLengthField(place, handler.lengthField()));
                return new Framing("", 1); // of some kind, so that nothing follows from it
            }
        }
    }
}
