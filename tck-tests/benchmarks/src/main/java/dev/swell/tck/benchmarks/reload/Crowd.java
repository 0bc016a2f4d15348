package dev.swell.tck.benchmarks.reload;

import java.time.Duration;
import java.util.Set;

import dev.swell.tck.benchmarks.Arguments;

/**
 * How many clients there are, and what they do.
 *
 * @param clients that keep a connection, with a request each {@code requestPause}, but for a few that hardly ever have one
 * @param sockets WebSockets, with a message each {@code messagePause}, but for a few as well
 * @param uploads clients that upload slowly, one after the other
 * @param streams clients that read slow streams, one after the other
 * @param busy clients that have the next request as soon as they have an answer
 * @param hangUps clients that hang up amid something, again and again
 */
record Crowd(int clients, Duration requestPause, int sockets, Duration messagePause, int uploads, int streams, int busy,
        int hangUps) {

    static final Set<String> NAMES = Set.of("clients", "request-pause", "sockets", "message-pause", "uploads",
            "streams",
            "busy", "hang-ups");

    /** Reads what is given of it, and takes the rest from this one. */
    Crowd with(Arguments given) {
        return new Crowd(given.number("clients", clients), given.millis("request-pause", requestPause),
                given.number("sockets", sockets), given.millis("message-pause", messagePause),
                given.number("uploads", uploads), given.number("streams", streams), given.number("busy", busy),
                given.number("hang-ups", hangUps));
    }
}
