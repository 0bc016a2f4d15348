package dev.swell.runtime.socket;

import java.net.InetSocketAddress;

/** A port that is bound. */
interface OpenPort {

    /** Begins to take what comes. */
    void begin();

    /** Returns the address, with the port that was chosen. */
    InetSocketAddress address();

    /** Takes nothing new. */
    void close();
}
