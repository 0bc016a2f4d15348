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
    /** A bid in the last moment gives the others this much time. */
    static final Duration LAST_CALL = Duration.ofSeconds(30);

    /** That many bids within {@link #HEAT} make a lot popular. */
    static final int POPULAR_BIDS = 5;
    /** A popular lot stays open at least this long. */
    static final Duration HEAT = Duration.ofMinutes(1);

    private final Lot lot;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Bid> latest = new ArrayDeque<>();
    private Instant closes;
    private int count;

    LotBook(Lot lot, Instant closes) {
        this.lot = lot;
        this.closes = closes;
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
            Instant lastCall = Instant.ofEpochMilli(bid.atMillis()).plus(LAST_CALL);
            closes = closes.isBefore(lastCall) ? lastCall : closes;
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
            if (bid.atMillis() >= closes.toEpochMilli()) {
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
            return closes.isAfter(now) && closes.isBefore(longer) && hot >= POPULAR_BIDS ? Optional.of(longer)
                    : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Keeps the lot open until then, if that is longer than it is. */
    void extend(Instant until) {
        lock.lock();
        try {
            closes = closes.isBefore(until) ? until : closes;
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
            long left = Math.max(0, Duration.between(now, closes).toSeconds());
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
