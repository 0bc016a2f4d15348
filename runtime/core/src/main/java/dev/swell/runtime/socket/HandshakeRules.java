package dev.swell.runtime.socket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.Protocols;
import io.undertow.util.StatusCodes;

/** What a request must be to become a WebSocket (RFC 6455, 4.2.1). */
final class HandshakeRules {

    static final HttpString KEY = new HttpString("Sec-WebSocket-Key");
    static final HttpString ACCEPT = new HttpString("Sec-WebSocket-Accept");
    static final HttpString VERSION = new HttpString("Sec-WebSocket-Version");
    static final HttpString PROTOCOL = new HttpString("Sec-WebSocket-Protocol");
    static final String WEBSOCKET = "websocket";
    static final String SUPPORTED_VERSION = "13";

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_BYTES = 16;

    /**
     * Why a request is refused.
     *
     * @param status the response's status
     * @param reason what the client is told
     */
    record Refusal(int status, String reason) {}

    private HandshakeRules() {}

    static boolean asksForWebSocket(HeaderMap headers) {
        return tokens(headers, Headers.UPGRADE).anyMatch(WEBSOCKET::equalsIgnoreCase);
    }

    /** Returns why the request must be refused, if it must. */
    static Optional<Refusal> check(HttpServerExchange exchange, AllowedOrigins origins) {
        HeaderMap headers = exchange.getRequestHeaders();
        if (!asksForWebSocket(headers)) {
            return refuse(StatusCodes.UPGRADE_REQUIRED, "WebSockets only");
        }
        if (!exchange.getRequestMethod().equals(Methods.GET)) {
            return refuse(StatusCodes.METHOD_NOT_ALLOWED, "WebSockets begin with GET");
        }
        if (!exchange.getProtocol().equals(Protocols.HTTP_1_1)) {
            return refuse(StatusCodes.BAD_REQUEST, "WebSockets begin with HTTP/1.1");
        }
        if (tokens(headers, Headers.CONNECTION).noneMatch("upgrade"::equalsIgnoreCase)) {
            return refuse(StatusCodes.BAD_REQUEST, "The header Connection must have 'Upgrade'");
        }
        if (!SUPPORTED_VERSION.equals(only(headers, VERSION))) {
            return refuse(StatusCodes.UPGRADE_REQUIRED, "The header Sec-WebSocket-Version must be '13'");
        }
        if (!isKey(only(headers, KEY))) {
            return refuse(StatusCodes.BAD_REQUEST, "The header Sec-WebSocket-Key must be 16 bytes in base64");
        }
        if (headers.contains(Headers.TRANSFER_ENCODING) || exchange.getRequestContentLength() > 0) {
            return refuse(StatusCodes.BAD_REQUEST, "WebSockets begin with a request without body");
        }
        if (!origins.allow(exchange)) {
            return refuse(StatusCodes.FORBIDDEN, "This origin is not allowed");
        }
        return Optional.empty();
    }

    private static Optional<Refusal> refuse(int status, String reason) {
        return Optional.of(new Refusal(status, reason));
    }

    private static boolean isKey(String key) {
        try {
            return key != null && Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Returns the answer to the request's key. */
    static String accept(HeaderMap headers) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((only(headers, KEY) + GUID).getBytes(ISO_8859_1));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    /** Returns the first of the handler's subprotocols that the client speaks. */
    static Optional<String> subprotocol(HeaderMap headers, List<String> spoken) {
        List<String> offered = tokens(headers, PROTOCOL).toList();
        return spoken.stream().filter(offered::contains).findFirst();
    }

    private static String only(HeaderMap headers, HttpString name) {
        List<String> values = headers.get(name);
        return values != null && values.size() == 1 ? values.get(0).strip() : null;
    }

    private static Stream<String> tokens(HeaderMap headers, HttpString name) {
        List<String> values = headers.get(name);
        return values == null ? Stream.empty()
                : values.stream().flatMap(value -> Stream.of(value.split(","))).map(String::strip);
    }
}
