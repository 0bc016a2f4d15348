package auction;

import static auction.Visitor.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;

import dev.swell.junit5.BaseUri;
import dev.swell.junit5.SwellTest;

@SwellTest(config = "auction.duration=PT0S")
class ClosedSaleTest {

    @Test
    void takesNoBid(@BaseUri URI base) throws Exception {
        HttpResponse<String> answer = new Visitor(base, "Late").bid(3, 500_00);
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(json(answer).get("detail").textValue())
                .isEqualTo("The bidding on Ship’s bell “Aurora” has ended");
    }
}
