package dev.swell.runtime.socket;

import jakarta.websocket.CloseReason.CloseCode;
import jakarta.websocket.CloseReason.CloseCodes;

/** What a peer sent is not to be taken: the connection is closed with the code, and the message as the reason. */
final class ProtocolFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient CloseCode code;

    ProtocolFailure(CloseCode code, String reason) {
        super(reason, null, false, false);
        this.code = code;
    }

    static ProtocolFailure protocol(String reason) {
        return new ProtocolFailure(CloseCodes.PROTOCOL_ERROR, reason);
    }

    static ProtocolFailure tooBig(String reason) {
        return new ProtocolFailure(CloseCodes.TOO_BIG, reason);
    }

    CloseCode code() {
        return code;
    }
}
