package auction;

import jakarta.inject.Inject;

import dev.swell.cron.CronJob;

/** Gives lots that many bid for more time before they close. */
class Overtime {

    @Inject
    AuctionHouse house;

    @CronJob(every = "${auction.overtime.every:1s}", identity = "overtime")
    void extend() {
        house.extendPopular();
    }
}
