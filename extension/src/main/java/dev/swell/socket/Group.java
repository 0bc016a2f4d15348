package dev.swell.socket;

import java.util.stream.Stream;

/**
 * Connections, of whatever protocol and path, that are sent the same: a room, a game, the followers of something. It is
 * there as long as it has members, survives a reload, and a connection that is closed has left it. May be used from any
 * thread.
 */
public interface Group {

    /** Returns its name. */
    String name();

    /** Adds a connection; false if it is in already, or closed. */
    boolean join(Connection connection);

    /** Takes a connection out; false if it isn't in. */
    boolean leave(Connection connection);

    /** Returns the members, as they come and go while the stream is read. */
    Stream<Connection> members();

    /** Returns how many members there are. */
    int size();

    /**
     * Sends a text message to all members.
     *
     * @return to how many
     */
    int broadcast(String text);

    /** Sends a binary message to all members; else as {@link #broadcast(String)}. The array must not be changed afterwards. */
    int broadcast(byte[] data);
}
