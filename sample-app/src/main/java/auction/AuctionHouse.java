package auction;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.swell.async.Delivery;
import dev.swell.async.Events;
import dev.swell.async.TaskInfo;
import dev.swell.async.Tasks;

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
    @Inject
    Tasks tasks;
    @Inject
    Events events;
    /** How much time a bid in the last moment gives the others. */
    @Inject
    @ConfigProperty(name = "auction.last-call")
    Duration lastCall;

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

    /** Offers a lot, sees to it that it will be closed, and tells all observers of {@link Lot}. */
    void offer(Lot lot, Instant closes) {
        lock.lock();
        try {
            closeAt(closes, lot);
        } finally {
            lock.unlock();
        }
        lots.fire(lot);
    }

    /** Has a lot closed when its time is up. The lock is held, so the task doesn't come before the line. */
    private void closeAt(Instant closes, Lot lot) {
        Duration left = Duration.between(clock.instant(), closes).plusMillis(1); // rather late than early
        Delivery delivery = Delivery.now().durable().delay(left.isNegative() ? Duration.ZERO : left);
        String task = tasks.deliver(new Closing(lot.id()), delivery);
        ledger.write(Ledger.Entry.of(new Ledger.Offer(lot, closes.toEpochMilli(), task)));
        catchUp();
    }

    /**
     * Closes a lot whose time is up, and fires {@link Closed}. If it was given more time it is closed later. What was done
     * already is not done again.
     */
    void close(int lot) {
        lock.lock();
        try {
            catchUp();
            LotBook book = books.get(lot);
            if (book == null || book.ending().closed() != null) {
                return;
            }
            Closed closed = book.outcome();
            if (closed.atMillis() <= clock.millis()) {
                // fired first: if the process is killed between the two lines it is fired twice, else it would be never
                events.fire(closed, Delivery.now().durable().tries(3).retryDelay(Duration.ofSeconds(1)));
                ledger.write(Ledger.Entry.of(closed));
                catchUp();
            } else if (!isDelayed(book.ending().task())) {
                closeAt(Instant.ofEpochMilli(closed.atMillis()), book.lot());
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isDelayed(String task) {
        return tasks.find(task).filter(info -> info.state() == TaskInfo.State.DELAYED).isPresent();
    }

    /** Keeps popular lots open for longer, and tells all observers of {@link Lot}. */
    void extendPopular() {
        catchUp();
        for (LotBook book : books.values()) {
            if (extendIfPopular(book)) {
                lots.fire(book.lot());
            }
        }
    }

    private boolean extendIfPopular(LotBook book) {
        lock.lock();
        try {
            Optional<Instant> until = book.overtime(clock.instant());
            // the task that closes it will come too early, and find out
            until.ifPresent(longer -> ledger.write(Ledger.Entry
                    .of(new Ledger.Offer(book.lot(), longer.toEpochMilli(), book.ending().task()))));
            catchUp();
            return until.isPresent();
        } finally {
            lock.unlock();
        }
    }

    /** Tells whether a lot was offered. */
    boolean has(int lot) {
        catchUp();
        return books.containsKey(lot);
    }

    /** Tells whether there is nothing left to sell: all lots have closed, or will find no buyer. */
    boolean isOver() {
        catchUp();
        Instant now = clock.instant();
        return books.values().stream().allMatch(book -> book.isOver(now));
    }

    /** Begins a new ledger. No other worker may have it open. */
    void clear() {
        lock.lock();
        try {
            ledger.clear();
            books.clear();
            numbers.set(0);
        } finally {
            lock.unlock();
        }
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
        if (entry.bid() != null) {
            enter(entry.bid());
        } else if (entry.offer() != null) {
            enter(entry.offer());
        } else {
            enter(entry.closed());
        }
    }

    private void enter(Closed closed) {
        LotBook book = books.get(closed.lot().id());
        if (book != null) { // else the line with its offer was skipped
            book.close(closed);
        }
    }

    private void enter(Ledger.Offer offer) {
        int number = offer.lot().id();
        numbers.accumulateAndGet(number, Math::max);
        Instant closes = Instant.ofEpochMilli(offer.closesMillis());
        books.computeIfAbsent(number, id -> new LotBook(offer.lot(), closes, lastCall)).extend(closes, offer.task());
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

    /** Returns what becomes of all lots in the end, by number. */
    List<Ending> endings() {
        catchUp();
        return books.values().stream().map(LotBook::ending).toList();
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
            ledger.write(Ledger.Entry.of(bid));
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
