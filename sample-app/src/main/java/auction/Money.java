package auction;

import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Amounts, always in cents. */
@ApplicationScoped
class Money {

    private static final long MOST_CENTS = 1_000_000_00;

    @Inject
    @ConfigProperty(name = "auction.currency")
    String currency;

    /**
     * Returns an amount that somebody offers or asks for.
     *
     * @throws Refusal if it is out of all reason
     */
    long checked(long cents) {
        if (cents < 1 || cents > MOST_CENTS) {
            throw Refusal.invalid("An amount is between " + text(1) + " and " + text(MOST_CENTS));
        }
        return cents;
    }

    /** Returns an amount as people read it. */
    String text(long cents) {
        NumberFormat format = NumberFormat.getCurrencyInstance(Locale.UK);
        format.setCurrency(Currency.getInstance(currency));
        return format.format(cents / 100.0);
    }
}
