package dev.swell.socket;

import java.util.Optional;
import java.util.stream.Stream;

/** The open connections of this process. Inject it anywhere; it may be used from any thread. */
public interface Connections {

    /** Returns the connection of that number, if it is open. */
    Optional<Connection> find(long id);

    /** Returns the open connections, as they come and go while the stream is read. */
    Stream<Connection> all();

    /** Returns the open connections to that path, as the clients asked for it: not a template. That of TCP and UDP is the name of
     * their listener. */
    Stream<Connection> at(String path);

    /** Sends a text message to one connection; false if there is none of that number or {@link Connection#send} says so. */
    boolean send(long id, String text);

    /**
     * Sends a text message to all connections to that path, encoded once.
     *
     * @return to how many
     */
    int broadcast(String path, String text);

    /** Returns the group of that name, which has no members until one joins. */
    Group group(String name);

    /** Returns how many are open. */
    int count();
}
