package auction;

import static auction.Visitor.json;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.swell.junit5.BaseUri;
import dev.swell.junit5.SwellTest;

@Tag("threads")
@SwellTest(config = "auction.currency=GBP")
class ClerkTest {

    private static final int BIDDERS = 8;
    private static final int BIDS = 25;

    @Inject
    @BaseUri
    URI base;

    @Test
    void hasForgottenTheRequestBefore() throws Exception {
        assertThat(minutes(new Visitor(base, "Ann"), 4, 80_00)).isEqualTo("Ann bids £80.00 for Chart of the Skerries");
        assertThat(minutes(new Visitor(base, "Bo"), 4, 90_00)).isEqualTo("Bo bids £90.00 for Chart of the Skerries");
    }

    @Test
    void hasForgottenARequestThatFailed() throws Exception {
        Visitor ann = new Visitor(base, "Ann");
        assertThat(ann.bid(5, 1).statusCode()).isEqualTo(409);
        assertThat(minutes(new Visitor(base, "Bo"), 5, 70_00)).isEqualTo("Bo bids £70.00 for Pocket barometer");
    }

    @Test
    void servesManyAtOnceAndMixesNothingUp() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(BIDDERS);
        try {
            List<Future<Integer>> bidders = new ArrayList<>();
            for (int i = 0; i < BIDDERS; i++) {
                String name = "Bidder " + i;
                bidders.add(pool.submit(() -> bidAgainAndAgain(name)));
            }
            int taken = 0;
            for (Future<Integer> bidder : bidders) {
                taken += bidder.get(60, SECONDS);
            }
            assertThat(taken).isPositive();
        } finally {
            pool.shutdownNow();
        }
    }

    /** Returns how many of the bids were taken; where somebody was faster, one is not. */
    private int bidAgainAndAgain(String name) throws Exception {
        Visitor visitor = new Visitor(base, name);
        int taken = 0;
        for (int i = 0; i < BIDS; i++) {
            long cents = json(visitor.get("/api/lots/6")).get("minimumCents").longValue();
            HttpResponse<String> answer = visitor.bid(6, cents);
            assertThat(answer.statusCode()).isIn(201, 409);
            if (answer.statusCode() == 201) {
                taken++;
                assertThat(json(answer).get("minutes").textValue()).startsWith(name + " bids £")
                        .doesNotContain("\n");
            }
        }
        return taken;
    }

    private static String minutes(Visitor visitor, int lot, long cents) throws Exception {
        return json(visitor.bid(lot, cents)).get("minutes").textValue();
    }
}
