package dev.swell.runtime.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

import jakarta.websocket.CloseReason.CloseCodes;

/** Strict decoding of text. */
final class Utf8 {

    private static final char REPLACEMENT = '\ufffd';

    private Utf8() {}

    static String decode(byte[] bytes, int from, int length) throws ProtocolFailure {
        String text = new String(bytes, from, length, UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) { // it may have been sent, or stand for what couldn't be decoded
            check(bytes, from, length);
        }
        return text;
    }

    private static void check(byte[] bytes, int from, int length) throws ProtocolFailure {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, length)); // reports, where a String replaces
        } catch (CharacterCodingException e) {
            throw new ProtocolFailure(CloseCodes.NOT_CONSISTENT, "text is not UTF-8");
        }
    }
}
