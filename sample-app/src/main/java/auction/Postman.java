package auction;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

import jakarta.inject.Inject;

import dev.swell.async.AsyncListener;

/** Tells the winners; since this is a sample, in the log. */
class Postman {

    private static final Logger LOG = System.getLogger(Postman.class.getName());

    @Inject
    Money money;

    @AsyncListener(priority = 300)
    void write(Closed closed) {
        LOG.log(Level.INFO, "Mail to {0}: {1} is yours for {2}", closed.winner(), closed.lot().title(),
                money.text(closed.cents()));
    }
}
