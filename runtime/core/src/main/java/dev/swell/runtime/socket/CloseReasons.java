package dev.swell.runtime.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCode;
import jakarta.websocket.CloseReason.CloseCodes;

/** What may stand in a close frame. */
final class CloseReasons {

    /** What the peer's end is taken for when it didn't say anything. */
    static final CloseReason VANISHED = new CloseReason(CloseCodes.CLOSED_ABNORMALLY, null);

    private static final int BAD_GATEWAY = 1014; // registered later than the API was written

    private CloseReasons() {}

    static CloseReason read(byte[] payload) throws ProtocolFailure {
        if (payload.length == 0) {
            return new CloseReason(CloseCodes.NO_STATUS_CODE, null);
        }
        if (payload.length == 1) {
            throw ProtocolFailure.protocol("close frame of one byte");
        }
        int code = ByteBuffer.wrap(payload).getShort() & 0xffff;
        if (!maySend(code)) {
            throw ProtocolFailure.protocol("close code " + code);
        }
        return new CloseReason(code(code), Utf8.decode(payload, 2, payload.length - 2));
    }

    /**
     * Returns the same reason with no class of an application in it.
     *
     * @throws IllegalArgumentException if such a code can't be sent
     */
    static CloseReason copy(CloseReason reason) {
        int code = reason.getCloseCode().getCode();
        if (!maySend(code)) {
            throw new IllegalArgumentException("close code " + code
                    + " can't be sent: use 1000 to 1003, 1007 to 1014 or, for codes of your own, 3000 to 4999");
        }
        return new CloseReason(code(code), reason.getReasonPhrase());
    }

    private static CloseCode code(int code) {
        return code == BAD_GATEWAY ? () -> BAD_GATEWAY : CloseCodes.getCloseCode(code);
    }

    private static boolean maySend(int code) {
        return code >= 1000 && code <= 1003 || code >= 1007 && code <= BAD_GATEWAY || code >= 3000 && code <= 4999;
    }

    /** Returns a reason whose text is cut to what a control frame can carry. */
    static CloseReason of(CloseCode code, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return new CloseReason(code, bytes.length <= Frame.MAX_SHORT - 2 ? text : "");
    }
}
