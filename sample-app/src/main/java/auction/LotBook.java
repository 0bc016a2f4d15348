package auction;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The bids on one lot. Safe for any thread; keeps the latest bids only, so that it cannot grow for ever. */
final class LotBook {

    static final int KEPT_BIDS = 50;
    /** That many bids within {@link #HEAT} make a lot popular. */
    static final int POPULAR_BIDS = 5;
    /** A popular lot stays open at least this long. */
    static final Duration HEAT = Duration.ofMinutes(1);

    private final Lot lot;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Bid> latest = new ArrayDeque<>();
    private final Duration lastCall;
    private Instant closes;
    private String task;
    private Closed closed;
    private int count;

    /**
     * Opens a book.
     *
     * @param lastCall how much time a bid in the last moment gives the others
     */
    LotBook(Lot lot, Instant closes, Duration lastCall) {
        this.lot = lot;
        this.closes = closes;
        this.lastCall = lastCall;
    }

    /**
     * Takes a bid.
     *
     * @throws Refusal if the lot has closed or the bid is too low
     */
    void place(Bid bid) {
        lock.lock();
        try {
            check(bid);
            remember(bid);
            Instant longer = Instant.ofEpochMilli(bid.atMillis()).plus(lastCall);
            closes = closes.isBefore(longer) ? longer : closes;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Looks whether a bid would be taken.
     *
     * @throws Refusal if not
     */
    void check(Bid bid) {
        lock.lock();
        try {
            if (closed != null || bid.atMillis() >= closes.toEpochMilli()) {
                throw Refusal.closed(lot);
            }
            if (bid.cents() < minimum()) {
                throw Refusal.tooLow(minimum());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns until when the lot is to stay open since it is popular, if that is longer than it is. */
    Optional<Instant> overtime(Instant now) {
        lock.lock();
        try {
            Instant longer = now.plus(HEAT);
            long hot = latest.stream().filter(bid -> bid.atMillis() > now.minus(HEAT).toEpochMilli()).count();
            return closed == null && closes.isAfter(now) && closes.isBefore(longer) && hot >= POPULAR_BIDS
                    ? Optional.of(longer)
                    : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Keeps the lot open until then, if that is longer than it is.
     *
     * @param closing the id of the task that will close it
     */
    void extend(Instant until, String closing) {
        lock.lock();
        try {
            closes = closes.isBefore(until) ? until : closes;
            task = closing;
        } finally {
            lock.unlock();
        }
    }

    /** Returns how the lot closes if there is no further bid. */
    Closed outcome() {
        lock.lock();
        try {
            Bid highest = latest.peekFirst();
            return highest == null ? new Closed(lot, null, 0, closes.toEpochMilli())
                    : new Closed(lot, highest.bidder(), highest.cents(), closes.toEpochMilli());
        } finally {
            lock.unlock();
        }
    }

    /** Takes no bid any more. */
    void close(Closed how) {
        lock.lock();
        try {
            closed = how;
        } finally {
            lock.unlock();
        }
    }

    Ending ending() {
        lock.lock();
        try {
            return new Ending(lot, task, closes.toEpochMilli(), closed);
        } finally {
            lock.unlock();
        }
    }

    /** Tells whether the lot has closed, or its time is up and nobody has bid. */
    boolean isOver(Instant now) {
        lock.lock();
        try {
            return closed != null || latest.isEmpty() && !closes.isAfter(now);
        } finally {
            lock.unlock();
        }
    }

    Lot lot() {
        return lot;
    }

    private void remember(Bid bid) {
        latest.addFirst(bid);
        count++;
        if (latest.size() > KEPT_BIDS) {
            latest.removeLast();
        }
    }

    private long minimum() {
        Bid highest = latest.peekFirst();
        return highest == null ? lot.startCents() : highest.cents() + PriceRule.step(highest.cents());
    }

    Standing standing(Instant now) {
        lock.lock();
        try {
            Bid highest = latest.peekFirst();
            long price = highest == null ? lot.startCents() : highest.cents();
            String leader = highest == null ? null : highest.bidder();
            long left = closed == null ? Math.max(0, Duration.between(now, closes).toSeconds()) : 0;
            return new Standing(lot, price, leader, count, minimum(), left);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the latest bids, the last one first. */
    List<Bid> latest() {
        lock.lock();
        try {
            return List.copyOf(latest);
        } finally {
            lock.unlock();
        }
    }
}
