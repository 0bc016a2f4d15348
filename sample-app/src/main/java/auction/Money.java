package auction;

/** Amounts, always in cents. */
final class Money {

    private static final long MOST_CENTS = 1_000_000_00;

    private Money() {}

    /**
     * Returns an amount that somebody offers or asks for.
     *
     * @throws Refusal if it is out of all reason
     */
    static long checked(long cents) {
        if (cents < 1 || cents > MOST_CENTS) {
            throw Refusal.invalid("An amount is between 1 and " + MOST_CENTS + " cents");
        }
        return cents;
    }
}
