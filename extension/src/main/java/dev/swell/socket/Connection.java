package dev.swell.socket;

import java.net.SocketAddress;
import java.util.Map;

import jakarta.websocket.CloseReason;

/**
 * An open connection of a {@link SocketHandler}; with UDP, what has come from one remote address and may go there, until it
 * has been silent for {@code swell.heartbeat.idle-time}. It outlives the worker, and may be used from any thread. */
public interface Connection {

    /** Returns its number, unique while the process lives. */
    long id();

    /** Returns what is spoken on it. */
    Protocol protocol();

    /** Returns the path that the client asked for; with TCP and UDP the name of the listener, see {@link SocketHandler#path}. */
    String path();

    /** Returns the client's address. */
    SocketAddress remote();

    /** Tells whether messages can still be sent. */
    boolean isOpen();

    /**
     * Sends a text message, without waiting until the client has it. Messages arrive in the order of the calls.
     *
     * @return false if the connection is closed, or is closed now because more than {@code swell.socket.send-buffer} bytes
     *         wait for a client that reads too slowly
     */
    boolean send(String text);

    /** Sends a binary message; else as {@link #send(String)}. The array must not be changed afterwards. */
    boolean send(byte[] data);

    /** Closes it normally (1000), after what was sent before. */
    void close();

    /** Closes it with that reason, after what was sent before. */
    void close(CloseReason reason);

    /** Returns what the application keeps with the connection: a concurrent map that survives a reload. */
    Map<String, String> attributes();
}
