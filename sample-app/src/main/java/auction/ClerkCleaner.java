package auction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.swell.state.Cleaner;

/** Logs the minutes of a request when it is over, however it ended, and wipes the clerk for the next. */
@ApplicationScoped
class ClerkCleaner implements Cleaner {

    private static final System.Logger LOG = System.getLogger("auction");

    @Inject
    Clerk clerk;

    @Override
    public void clean() {
        String minutes = clerk.minutes();
        if (!minutes.isEmpty()) {
            LOG.log(System.Logger.Level.INFO, minutes);
        }
        clerk.wipe();
    }
}
