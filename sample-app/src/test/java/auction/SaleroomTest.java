package auction;

import static auction.Visitor.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import dev.swell.junit5.BaseUri;
import dev.swell.junit5.ClientSocket;
import dev.swell.junit5.HandshakeRefused;
import dev.swell.junit5.SwellTest;
import dev.swell.junit5.WebSocketClient;

@SwellTest
class SaleroomTest {

    @Inject
    @BaseUri
    URI base;
    @Inject
    WebSocketClient sockets;

    @Test
    void turnsAwayWhoHasNoName() {
        assertThatThrownBy(() -> new Visitor(base).listen(sockets)).isInstanceOf(HandshakeRefused.class)
                .extracting("status").isEqualTo(403);
    }

    @Test
    void turnsAwayPagesOfOtherSites() throws Exception {
        assertThatThrownBy(() -> new Visitor(base, "Eve").listen(sockets, "https://example.org"))
                .isInstanceOf(HandshakeRefused.class).extracting("status").isEqualTo(403);
    }

    @Test
    void bringsNewcomersUpToDate() throws Exception {
        Visitor ann = new Visitor(base, "Ann");
        ann.bid(1, 300_00);
        try (ClientSocket socket = ann.listen(sockets)) {
            JsonNode standings = next(socket, "standings");
            assertThat(standings).hasSize(6);
            assertThat(standings.get(0).get("priceCents").longValue()).isEqualTo(300_00);
        }
    }

    @Test
    void tellsEverybodyOfABid() throws Exception {
        Visitor ann = new Visitor(base, "Ann");
        Visitor bo = new Visitor(base, "Bo");
        try (ClientSocket first = ann.listen(sockets); ClientSocket second = bo.listen(sockets)) {
            ann.bid(2, 1000_00);
            for (ClientSocket socket : new ClientSocket[]{first, second}) {
                JsonNode bid = next(socket, "bid");
                assertThat(bid.get("bidder").textValue()).isEqualTo("Ann");
                assertThat(bid.get("cents").longValue()).isEqualTo(1000_00);
            }
        }
    }

    @Test
    void passesApplauseOn() throws Exception {
        try (ClientSocket first = new Visitor(base, "Ann").listen(sockets);
                ClientSocket second = new Visitor(base, "Bo").listen(sockets)) {
            first.send("no such thing");
            first.send("applause");
            assertThat(next(second, "applause").textValue()).isEqualTo("Ann");
        }
    }

    @Test
    void tellsHowManyListen() throws Exception {
        try (ClientSocket first = new Visitor(base, "Ann").listen(sockets)) {
            long alone = next(first, "people").longValue();
            try (ClientSocket second = new Visitor(base, "Bo").listen(sockets)) {
                assertThat(next(second, "people").longValue()).isGreaterThan(alone);
            }
        }
    }

    /** Waits for the next message that tells of something. */
    private static JsonNode next(ClientSocket socket, String field) throws Exception {
        JsonNode news = json(socket.text());
        while (!news.has(field)) {
            news = json(socket.text());
        }
        return news.get(field);
    }
}
