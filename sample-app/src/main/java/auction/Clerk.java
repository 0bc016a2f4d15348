package auction;

import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.swell.state.LaneScoped;

/**
 * A class as they were written when each request had everything to itself: it keeps the bidder and the minutes in fields,
 * and a {@link NumberFormat}, which two threads must not use at once. In a lane it may stay as it is: one request at a time
 * has this instance, and {@link ClerkCleaner} wipes it before the next one comes.
 */
@LaneScoped
class Clerk {

    private final NumberFormat money = NumberFormat.getCurrencyInstance(Locale.UK);
    private String bidder;
    private String minutes = "";

    @Inject
    void payIn(@ConfigProperty(name = "auction.currency") String currency) {
        money.setCurrency(Currency.getInstance(currency));
    }

    /** Begins the minutes of a bidder. */
    void serve(String name) {
        bidder = name;
    }

    /** Writes a bid down. */
    void note(Lot lot, long cents) {
        minutes += (minutes.isEmpty() ? "" : "\n") + bidder + " bids " + money.format(cents / 100.0) + " for "
                + lot.title();
    }

    /** Returns what was written down for this request; empty if there is nothing. */
    String minutes() {
        return minutes;
    }

    /** Forgets the request. */
    void wipe() {
        bidder = null;
        minutes = "";
    }
}
