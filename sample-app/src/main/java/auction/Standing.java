package auction;

/**
 * How a lot stands at one moment.
 *
 * @param lot the lot
 * @param priceCents the highest bid, or what it starts at while there is none
 * @param leader who bid that, or null
 * @param bids how many bids there were; of two standings the one with more is the later
 * @param minimumCents the least that the next bid must be
 * @param secondsLeft until it closes; 0 when it has
 */
public record Standing(Lot lot, long priceCents, String leader, int bids, long minimumCents, long secondsLeft) {}
