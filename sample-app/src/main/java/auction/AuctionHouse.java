package auction;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/** The lots and what is bid for them. One instance for all requests: safe for any thread. */
@ApplicationScoped
class AuctionHouse {

    private final Map<Integer, LotBook> books = new ConcurrentSkipListMap<>();
    private final Clock clock = Clock.systemUTC();

    @Inject
    Event<Bid> bids;

    /** Offers a lot. */
    void offer(Lot lot, Instant closes) {
        books.put(lot.id(), new LotBook(lot, closes));
    }

    /** Returns how all lots stand, by number. */
    List<Standing> standings() {
        Instant now = clock.instant();
        return books.values().stream().map(book -> book.standing(now)).toList();
    }

    /** Returns how a lot stands. */
    Standing standing(int lot) {
        return book(lot).standing(clock.instant());
    }

    /** Returns the latest bids on a lot, the last one first. */
    List<Bid> bids(int lot) {
        return book(lot).latest();
    }

    /**
     * Takes a bid and tells all observers of {@link Bid}.
     *
     * @throws Refusal if there is no such lot, it has closed, or the bid is too low
     */
    Bid bid(int lot, String bidder, long cents) {
        Bid bid = book(lot).place(bidder, cents, clock.instant());
        bids.fire(bid);
        return bid;
    }

    private LotBook book(int lot) {
        LotBook book = books.get(lot);
        if (book == null) {
            throw Refusal.unknownLot(lot);
        }
        return book;
    }
}
