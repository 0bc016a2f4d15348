package auction;

import jakarta.inject.Inject;

import dev.swell.async.TaskHandler;

/**
 * Closes the lots. Each has a task that waits until its time is up: on disk, so that it is done even if the process was killed
 * meanwhile. A task may be done twice, if the process is killed just after it; the house sees to it that this does no harm.
 */
class Auctioneer {

    @Inject
    AuctionHouse house;

    @TaskHandler(tries = 5, retryDelay = "1s", multiplier = 2)
    void close(Closing closing) {
        house.close(closing.lot());
    }
}
