package dev.swell;

import java.util.List;
import java.util.concurrent.CompletionStage;

import dev.swell.socket.Connections;

/**
 * The process that serves this application. Inject it anywhere, or take it from a lifecycle event; it may be used from
 * any thread.
 *
 * <p>
 * The methods answer as long as the process lives, also while the application stops. Where no runtime serves the
 * container (the extension alone is on the class path) each method throws {@link IllegalStateException}.
 */
public interface Server {

    /** Returns the counts of this moment; each is exact by itself, but they are not read in one instant. */
    ServerStats stats();

    /** Returns the open connections of socket handlers (WebSocket). */
    Connections connections();

    /** Returns the listeners that are open, with the ports that were really bound; empty before the first opens. */
    List<Listener> listeners();

    /**
     * Starts a new worker with the application's code of now and swaps it in.
     *
     * @return the new worker's number; it completes exceptionally with the reason if the old worker goes on
     */
    CompletionStage<Integer> reload();
}
