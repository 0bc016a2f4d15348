package dev.swell.runtime.control;

/** The names of requests, and of what the lines have. */
final class Requests {

    /** Who answers: its start, as in the PID file. */
    static final String HELLO = "hello";

    /** Ends the process in order; the line says how long that may take. */
    static final String STOP = "stop";
    /** How the server is. */
    static final String STATUS = "status";
    /** Swaps in the application's code of now. */
    static final String RELOAD = "reload";

    /** The jobs; with an action and an identity, something done to one of them first. */
    static final String CRON = "cron";
    /** How the tasks are; tries them again, drops and cancels them. */
    static final String TASKS = "tasks";

    /** How tables and counters are; with a name, the rows of that table. */
    static final String TABLES = "tables";

    /** The name of the request, in the line of the request. */
    static final String REQUEST = "request";
    /** The process that is asked, in the line of the request: another may have come in its place. */
    static final String PID = "pid";
    /** What the handler sends. */
    static final String LINE = "line";
    /** On the last line, if it succeeded. */
    static final String DONE = "done";
    /** The reason, on the last line, if it failed. */
    static final String FAILED = "failed";

    private Requests() {}
}
