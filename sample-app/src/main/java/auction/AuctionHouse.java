package auction;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/** The lots and what is bid for them. One instance for all requests: safe for any thread. */
@ApplicationScoped
class AuctionHouse {

    private static final int MOST_LOTS = 40;

    private final Map<Integer, LotBook> books = new ConcurrentSkipListMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final Clock clock = Clock.systemUTC();

    @Inject
    Event<Bid> bids;
    @Inject
    Event<Lot> lots;

    /**
     * Returns a number for one more lot.
     *
     * @throws Refusal if there are too many already
     */
    int nextNumber() {
        int next = numbers.incrementAndGet();
        if (next > MOST_LOTS) {
            throw Refusal.full();
        }
        return next;
    }

    /** Offers a lot and tells all observers of {@link Lot}. */
    void offer(Lot lot, Instant closes) {
        numbers.accumulateAndGet(lot.id(), Math::max);
        books.put(lot.id(), new LotBook(lot, closes));
        lots.fire(lot);
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
