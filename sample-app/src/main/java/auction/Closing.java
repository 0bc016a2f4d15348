package auction;

/**
 * A task: the lot is to be closed when its time is up. It says no more than which one, since much may happen until then.
 *
 * @param lot the lot's number
 */
public record Closing(int lot) {}
