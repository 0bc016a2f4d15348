package auction;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/**
 * The lots and what is bid for them, as the ledger says. One instance for all requests: safe for any thread.
 */
@ApplicationScoped
class AuctionHouse {

    private static final Logger LOG = System.getLogger(AuctionHouse.class.getName());
    private static final int MOST_LOTS = 40;

    private final Map<Integer, LotBook> books = new ConcurrentSkipListMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final Clock clock = Clock.systemUTC();
    private final ReentrantLock lock = new ReentrantLock();

    @Inject
    Ledger ledger;
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
        catchUp();
        int next = numbers.incrementAndGet();
        if (next > MOST_LOTS) {
            throw Refusal.full();
        }
        return next;
    }

    /** Offers a lot and tells all observers of {@link Lot}. */
    void offer(Lot lot, Instant closes) {
        ledger.write(new Ledger.Entry(lot, closes.toEpochMilli(), null));
        catchUp();
        lots.fire(lot);
    }

    /** Keeps popular lots open for longer, and tells all observers of {@link Lot}. */
    void extendPopular() {
        catchUp();
        Instant now = clock.instant();
        for (LotBook book : books.values()) {
            book.overtime(now).ifPresent(until -> {
                ledger.write(new Ledger.Entry(book.lot(), until.toEpochMilli(), null));
                catchUp();
                lots.fire(book.lot());
            });
        }
    }

    /** Tells whether nothing was offered yet. */
    boolean isEmpty() {
        catchUp();
        return books.isEmpty();
    }

    /** Reads what is new in the ledger. */
    private void catchUp() {
        lock.lock();
        try {
            ledger.news().forEach(this::enter);
        } finally {
            lock.unlock();
        }
    }

    private void enter(Ledger.Entry entry) {
        if (entry.lot() == null) {
            enter(entry.bid());
        } else {
            numbers.accumulateAndGet(entry.lot().id(), Math::max);
            Instant closes = Instant.ofEpochMilli(entry.closesMillis());
            books.computeIfAbsent(entry.lot().id(), id -> new LotBook(entry.lot(), closes)).extend(closes);
        }
    }

    private void enter(Bid bid) {
        try {
            book(bid.lot()).place(bid);
        } catch (Refusal refusal) { // its bidder was told so
            LOG.log(Level.DEBUG, "{0} doesn''t count: {1}", bid, refusal.getMessage());
        }
    }

    /** Returns how all lots stand, by number. */
    List<Standing> standings() {
        catchUp();
        Instant now = clock.instant();
        return books.values().stream().map(book -> book.standing(now)).toList();
    }

    /** Returns how a lot stands. */
    Standing standing(int lot) {
        catchUp();
        return book(lot).standing(clock.instant());
    }

    /** Returns the latest bids on a lot, the last one first. */
    List<Bid> bids(int lot) {
        catchUp();
        return book(lot).latest();
    }

    /**
     * Takes a bid and tells all observers of {@link Bid}.
     *
     * @throws Refusal if there is no such lot, it has closed, or the bid is too low
     */
    Bid bid(int lot, String bidder, long cents) {
        Bid bid = new Bid(lot, bidder, cents, clock.millis());
        take(bid);
        bids.fire(bid);
        return bid;
    }

    private void take(Bid bid) {
        lock.lock();
        try {
            catchUp();
            book(bid.lot()).check(bid);
            ledger.write(new Ledger.Entry(null, 0, bid));
            catchUp();
            if (!book(bid.lot()).latest().contains(bid)) { // at a reload, the other worker's was there first
                throw Refusal.tooLow(book(bid.lot()).standing(clock.instant()).minimumCents());
            }
        } finally {
            lock.unlock();
        }
    }

    private LotBook book(int lot) {
        LotBook book = books.get(lot);
        if (book == null) {
            throw Refusal.unknownLot(lot);
        }
        return book;
    }
}
