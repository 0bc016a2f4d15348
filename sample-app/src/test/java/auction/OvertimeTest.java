package auction;

import static auction.Visitor.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import dev.swell.cron.CronJobs;
import dev.swell.junit5.BaseUri;
import dev.swell.junit5.SwellTest;

@SwellTest(config = {"auction.duration=PT120S", "auction.overtime.every=50ms"})
class OvertimeTest {

    private static final int FIRST = 1; // closes after a sixth of that

    @Inject
    CronJobs jobs;

    @Test
    void keepsALotOpenThatManyBidFor(@BaseUri URI base) throws Exception {
        Visitor visitor = new Visitor(base, "Ann");
        assertThat(secondsLeft(visitor)).isLessThanOrEqualTo(20);
        for (int i = 0; i < LotBook.POPULAR_BIDS; i++) {
            assertThat(visitor.bid(FIRST, 1000_00 + i * 500_00L).statusCode()).isEqualTo(201);
        }
        await().until(() -> secondsLeft(visitor) > 50);
        assertThat(jobs.list()).singleElement().satisfies(job -> {
            assertThat(job.identity()).isEqualTo("overtime");
            assertThat(job.lastFailure()).isNull();
        });
    }

    private static int secondsLeft(Visitor visitor) throws Exception {
        return json(visitor.get("/api/lots/" + FIRST)).get("secondsLeft").intValue();
    }
}
