package dev.swell.runtime.async.journal;

/**
 * A task or event as it is kept on disk.
 *
 * @param id its id, unique over all starts
 * @param event whether it goes to listeners rather than to a task's handler
 * @param type the name of the payload's class
 * @param payload the payload as JSON; never changes
 * @param tries how many tries were made; for an event of the listener whose turn it is
 * @param maxTries how many there may be at most
 * @param retryDelayMillis the wait after the first failed try, in milliseconds
 * @param multiplier what each further wait is multiplied by
 * @param dueMillis when it is to run, in milliseconds since 1970
 * @param step for an event, where the listener is declared whose turn it is; else, and for the first one, empty
 * @param dead whether its last try has failed: it waits for somebody to decide
 * @param failure why the last try failed; empty before one has
 */
public record StoredTask(String id, boolean event, String type, byte[] payload, int tries, int maxTries,
        long retryDelayMillis, double multiplier, long dueMillis, String step, boolean dead, String failure) {}
