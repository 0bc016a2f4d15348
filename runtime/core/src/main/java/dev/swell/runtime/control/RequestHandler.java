package dev.swell.runtime.control;

import java.io.IOException;

import com.fasterxml.jackson.databind.JsonNode;

/** Answers the requests of one name. */
@FunctionalInterface
public interface RequestHandler {

    /** Takes the lines of an answer. */
    @FunctionalInterface
    interface Answer {

        /**
         * Sends a line at once.
         *
         * @param line a record, a map, a list or a value of it, which becomes JSON
         * @throws IOException if whoever has asked is gone, or is too slow
         */
        void send(Object line) throws IOException;
    }

    /**
     * Answers a request; it succeeded when this returns. Called on a thread of its own, of which there are few: it may wait,
     * but not without end.
     *
     * @param request what was asked, with its parameters
     * @throws Exception whose message is the reason for whoever has asked
     */
    void handle(JsonNode request, Answer answer) throws Exception;
}
