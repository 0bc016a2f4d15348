package dev.swell.runtime.socket;

import java.nio.ByteBuffer;

/** Cuts what one peer sends into messages. Used by the connection's I/O thread alone. */
interface Framer {

    /** Reads to the end of a message, or of the bytes. */
    void read(ByteBuffer in) throws ProtocolFailure;

    /** Tells whether part of a message has come but not all. */
    boolean isWithin();

    /** Returns how many messages have come whole: it may overflow. */
    int ended();
}
