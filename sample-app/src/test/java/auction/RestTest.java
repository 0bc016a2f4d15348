package auction;

import static auction.Visitor.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import dev.swell.junit5.BaseUri;
import dev.swell.junit5.ManagementUri;
import dev.swell.junit5.SwellTest;

@SwellTest
class RestTest {

    @Inject
    @BaseUri
    URI base;
    @Inject
    AuctionHouse house;

    @Test
    void listsTheLots() throws Exception {
        JsonNode lots = json(new Visitor(base).get("/api/lots"));
        assertThat(lots).hasSize(6);
        assertThat(lots.get(0).at("/lot/title").textValue()).isEqualTo("Brass sextant");
        assertThat(lots.get(5).get("minimumCents").longValue()).isEqualTo(35_00);
        assertThat(lots.get(0).get("secondsLeft").longValue()).isBetween(1700L, 1800L);
    }

    @Test
    void tellsTheCurrencyThatIsConfigured() throws Exception {
        assertThat(json(new Visitor(base).get("/api/sale")).get("currency").textValue()).isEqualTo("EUR");
    }

    @Test
    void takesABid() throws Exception {
        HttpResponse<String> answer = new Visitor(base, "Ann").bid(1, 200_00);
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(json(answer).at("/bid/bidder").textValue()).isEqualTo("Ann");
        assertThat(house.standing(1).leader()).isEqualTo("Ann");
        JsonNode bids = json(new Visitor(base).get("/api/lots/1/bids"));
        assertThat(bids).hasSize(1);
        assertThat(bids.get(0).get("cents").longValue()).isEqualTo(200_00);
        assertThat(json(new Visitor(base).get("/api/lots/1")).get("priceCents").longValue()).isEqualTo(200_00);
    }

    @Test
    void answers409WithTheMinimumToABidThatIsTooLow() throws Exception {
        HttpResponse<String> answer = new Visitor(base, "Bo").bid(2, 900_00);
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(answer)).isEqualTo(json("""
                {"title": "Conflict", "status": 409, "detail": "The bid is too low", "minimumCents": 95000}"""));
    }

    @Test
    void answers400ToAnOfferThatIsNone() throws Exception {
        Visitor visitor = new Visitor(base, "Cy");
        for (String offer : new String[]{"{}", "null"}) {
            assertRefused(visitor.bid(2, offer), "Say how much you bid: {\"cents\": 12500}");
        }
        for (long cents : new long[]{-1, 100000001}) {
            assertRefused(visitor.bid(2, cents), "An amount is between €0.01 and €1,000,000.00");
        }
        assertThat(visitor.bid(2, "{\"cents\": ").statusCode()).isEqualTo(400);
    }

    private static void assertRefused(HttpResponse<String> answer, String detail) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("detail").textValue()).isEqualTo(detail);
    }

    @Test
    void answers404WhereThereIsNoLot() throws Exception {
        assertThat(json(new Visitor(base).get("/api/lots/99")).get("detail").textValue())
                .isEqualTo("There is no lot 99");
        assertThat(new Visitor(base, "Di").bid(99, 100_00).statusCode()).isEqualTo(404);
    }

    @Test
    void isReadyWhenThereAreLots(@ManagementUri URI management) throws Exception {
        HttpResponse<String> health = new Visitor(management).get("/health/ready");
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(json(health).at("/checks/0/name").textValue()).isEqualTo("sale");
        assertThat(json(health).at("/checks/0/data/lots").intValue()).isEqualTo(6);
    }
}
