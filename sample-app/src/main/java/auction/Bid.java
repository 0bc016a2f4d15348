package auction;

/**
 * A bid that was taken. Also the CDI event that says so.
 *
 * @param lot the lot's number
 * @param bidder who bids
 * @param cents how much
 * @param atMillis when, in milliseconds since 1970
 */
public record Bid(int lot, String bidder, long cents, long atMillis) {}
