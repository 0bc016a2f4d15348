package auction;

/**
 * A lot has closed. The event that its listeners hear one after the other: {@link BidSocket}, {@link Cashier},
 * {@link Postman}. It has all that they need, since they may hear of it after a crash and a restart.
 *
 * @param lot the lot
 * @param winner who gets it; null if nobody has bid
 * @param cents for how much; 0 if nobody has bid
 * @param atMillis when its time was up, in milliseconds since 1970
 */
public record Closed(Lot lot, String winner, long cents, long atMillis) {}
