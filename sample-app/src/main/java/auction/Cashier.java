package auction;

import java.io.IOException;

import jakarta.inject.Inject;

import dev.swell.async.AsyncListener;

/** Writes an invoice for each lot that was sold. */
class Cashier {

    @Inject
    Ledger ledger;
    @Inject
    Money money;

    /** Stops the chain where nobody has bid: there is nobody to send a mail to. */
    @AsyncListener(priority = 200)
    boolean invoice(Closed closed) throws IOException {
        if (closed.winner() == null) {
            return false;
        }
        // heard twice it is the same file with the same text
        ledger.keepInvoice(closed, "Invoice for %s%n%s%n%s%n".formatted(closed.winner(), closed.lot().title(),
                money.text(closed.cents())));
        return true;
    }
}
