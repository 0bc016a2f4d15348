package dev.swell.runtime.socket;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.undertow.util.HeaderMap;
import io.undertow.websockets.WebSocketExtension;
import io.undertow.websockets.WebSocketExtension.Parameter;

/** What clients offer and we answer for permessage-deflate (RFC 7692). */
final class DeflateOffer {

    static final String EXTENSIONS = "Sec-WebSocket-Extensions";
    /** Neither side uses a message's window for the next, see {@link Compression}. */
    static final String ANSWER = "permessage-deflate; server_no_context_takeover; client_no_context_takeover";

    private static final String WINDOW = "15"; // the only window that the JDK's deflater has

    private DeflateOffer() {}

    /** Tells whether one of the offers can be taken. */
    static boolean isAcceptable(HeaderMap headers) {
        List<String> offers = headers.get(EXTENSIONS);
        return offers != null && offers.stream().flatMap(offer -> WebSocketExtension.parse(offer).stream())
                .anyMatch(DeflateOffer::isAcceptable);
    }

    private static boolean isAcceptable(WebSocketExtension offer) {
        Set<String> seen = new HashSet<>();
        return offer.getName().equalsIgnoreCase("permessage-deflate")
                && offer.getParameters().stream().allMatch(parameter -> seen.add(parameter.getName())
                        && isAcceptable(parameter));
    }

    private static boolean isAcceptable(Parameter parameter) {
        String value = parameter.getValue();
        return switch (parameter.getName()) {
            case "server_no_context_takeover", "client_no_context_takeover" -> value == null;
            case "server_max_window_bits" -> WINDOW.equals(value);
            case "client_max_window_bits" -> value == null || value.matches("[89]|1[0-5]");
            default -> false;
        };
    }
}
