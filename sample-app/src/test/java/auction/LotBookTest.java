package auction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

class LotBookTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private final Lot lot = new Lot(1, "Compass", "Genoa", "Points north.", "/compass.svg", 50_00);
    private final LotBook book = new LotBook(lot, NOON.plusSeconds(60), Duration.ofSeconds(30));

    private static Bid bid(String bidder, long cents, Instant at) {
        return new Bid(1, bidder, cents, at.toEpochMilli());
    }

    @Test
    void startsAtThePriceInTheCatalogue() {
        assertThat(book.standing(NOON)).isEqualTo(new Standing(lot, 50_00, null, 0, 50_00, 60));
    }

    @Test
    void wantsAStepMoreThanTheHighestBid() {
        book.place(bid("Ann", 90_00, NOON));
        assertThat(book.standing(NOON)).isEqualTo(new Standing(lot, 90_00, "Ann", 1, 95_00, 60));
        assertThatThrownBy(() -> book.place(bid("Bo", 94_99, NOON))).isInstanceOf(Refusal.class)
                .hasMessage("The bid is too low").extracting("minimumCents").isEqualTo(95_00L);
    }

    @Test
    void keepsTheLatestBidsOnly() {
        for (int i = 0; i <= LotBook.KEPT_BIDS; i++) {
            book.place(bid("Ann", 50_00 + i * 100_00L, NOON));
        }
        assertThat(book.latest()).hasSize(LotBook.KEPT_BIDS);
        assertThat(book.latest().get(0).cents()).isEqualTo(50_00 + LotBook.KEPT_BIDS * 100_00L);
        assertThat(book.standing(NOON).bids()).isEqualTo(LotBook.KEPT_BIDS + 1);
    }

    @Test
    void givesMoreTimeAfterABidInTheLastMoment() {
        Instant last = NOON.plusSeconds(59);
        book.place(bid("Ann", 50_00, last));
        assertThat(book.standing(last).secondsLeft()).isEqualTo(30);
    }

    @Test
    void staysOpenForLongerWhileManyBid() {
        Instant late = NOON.plusSeconds(20);
        for (int i = 0; i < LotBook.POPULAR_BIDS; i++) {
            assertThat(book.overtime(late)).isEmpty();
            book.place(bid("Ann", 50_00 + i * 100_00L, late));
        }
        assertThat(book.overtime(late)).contains(late.plus(LotBook.HEAT));
        book.extend(late.plus(LotBook.HEAT), "task");
        assertThat(book.standing(late).secondsLeft()).isEqualTo(60);
        assertThat(book.overtime(late.plusSeconds(60))).as("it has closed").isEmpty();
    }

    @Test
    void isOverWhenItHasClosedOrWillFindNoBuyer() {
        Instant late = NOON.plusSeconds(60);
        assertThat(book.isOver(late.minusMillis(1))).isFalse();
        assertThat(book.isOver(late)).isTrue();

        book.place(bid("Ann", 50_00, NOON));
        assertThat(book.isOver(late)).as("Ann waits for her invoice").isFalse();
        book.close(book.outcome());
        assertThat(book.isOver(late)).isTrue();
        assertThat(book.ending().closed()).isEqualTo(new Closed(lot, "Ann", 50_00, late.toEpochMilli()));
    }

    @Test
    void takesNoBidThatWasMadeInTimeButComesAfterTheHammer() {
        book.close(book.outcome());
        assertThatThrownBy(() -> book.place(bid("Ann", 50_00, NOON))).isInstanceOf(Refusal.class)
                .hasMessage("The bidding on Compass has ended");
        assertThat(book.standing(NOON).secondsLeft()).isZero();
    }

    @Test
    void takesNoBidWhenItHasClosed() {
        Instant late = NOON.plusSeconds(60);
        assertThat(book.standing(late).secondsLeft()).isZero();
        assertThatThrownBy(() -> book.place(bid("Ann", 50_00, late))).isInstanceOf(Refusal.class)
                .hasMessage("The bidding on Compass has ended");
    }
}
