package auction;

/**
 * What becomes of a lot in the end.
 *
 * @param lot the lot
 * @param task the id of the {@link Closing} that waits for its time, or has done it
 * @param closesMillis when its time is up, as far as is known now; in milliseconds since 1970
 * @param closed how it has closed; null while it hasn't
 */
record Ending(Lot lot, String task, long closesMillis, Closed closed) {}
