package auction;

/** How much more the next bid must be than the highest. */
final class PriceRule {

    private PriceRule() {}

    static long step(long cents) {
        return cents < 100_00 ? 5_00 : cents < 1_000_00 ? 25_00 : 100_00;
    }
}
