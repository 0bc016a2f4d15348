package auction;

import static auction.Visitor.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import dev.swell.junit5.BaseUri;
import dev.swell.junit5.SwellTest;

@SwellTest
class SessionTest {

    @Inject
    @BaseUri
    URI base;

    @Test
    void remembersEachBidder() throws Exception {
        Visitor ann = new Visitor(base, " Ann ");
        Visitor bo = new Visitor(base, "Bo");
        assertThat(json(ann.get("/api/bidder")).get("name").textValue()).isEqualTo("Ann");
        assertThat(json(bo.get("/api/bidder")).get("name").textValue()).isEqualTo("Bo");
        assertThat(json(new Visitor(base).get("/api/bidder")).get("name").isNull()).isTrue();
    }

    @Test
    void takesNoBidFromSomebodyWithoutAName() throws Exception {
        assertThat(new Visitor(base).bid(1, 500_00).statusCode()).isEqualTo(401);
    }

    @Test
    void forgetsWhoLeaves() throws Exception {
        Visitor ann = new Visitor(base, "Ann");
        assertThat(ann.leave().statusCode()).isEqualTo(204);
        assertThat(ann.bid(1, 500_00).statusCode()).isEqualTo(401);
    }

    @Test
    void wantsANameOfOneLineAndSomeLetters() throws Exception {
        Visitor visitor = new Visitor(base);
        for (String name : new String[]{"", "   ", "A\nB", "A".repeat(25)}) {
            assertThat(visitor.introduce(name).statusCode()).as(name).isEqualTo(400);
        }
    }
}
