package auction;

import java.io.Serial;

/** Why the house says no: an answer to the bidder, not a fault of ours. */
final class Refusal extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;
    private final Long minimumCents;

    private Refusal(int status, String detail, Long minimumCents) {
        super(detail, null, false, false); // nobody reads its stack trace
        this.status = status;
        this.minimumCents = minimumCents;
    }

    static Refusal invalid(String detail) {
        return new Refusal(400, detail, null);
    }

    static Refusal nameless() {
        return new Refusal(401, "Tell us your name before you bid", null);
    }

    static Refusal unknownLot(int lot) {
        return new Refusal(404, "There is no lot " + lot, null);
    }

    static Refusal closed(Lot lot) {
        return new Refusal(409, "The bidding on " + lot.title() + " has ended", null);
    }

    static Refusal tooLow(long minimumCents) {
        return new Refusal(409, "The bid is too low", minimumCents);
    }

    static Refusal full() {
        return new Refusal(409, "The catalogue is full", null);
    }

    /** Returns the HTTP status that says it. */
    int status() {
        return status;
    }

    /** Returns the least that would be taken, or null where that isn't the point. */
    Long minimumCents() {
        return minimumCents;
    }
}
