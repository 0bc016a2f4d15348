package auction;

import static auction.Visitor.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.StreamSupport;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import dev.swell.async.TaskInfo.State;
import dev.swell.async.Tasks;
import dev.swell.junit5.BaseUri;
import dev.swell.junit5.ClientSocket;
import dev.swell.junit5.SwellTest;
import dev.swell.junit5.WebSocketClient;

@SwellTest(config = "auction.last-call=PT3S")
class ClosingTest {

    @Inject
    @BaseUri
    URI base;
    @Inject
    AuctionHouse house;
    @Inject
    Tasks tasks;
    @Inject
    @ConfigProperty(name = "auction.folder")
    String folder;

    @Test
    void sellsALotWhenItsTimeIsUp(WebSocketClient sockets) throws Exception {
        Visitor ann = new Visitor(base, "Ann");
        try (ClientSocket socket = ann.listen(sockets)) {
            int lot = offer(Duration.ofSeconds(2));
            String first = house.endings().get(lot - 1).task();
            JsonNode bid = json(ann.bid(lot, 60_00)).get("bid");

            JsonNode closed = hammer(socket, lot);
            assertThat(closed.get("winner").textValue()).isEqualTo("Ann");
            assertThat(closed.get("cents").longValue()).isEqualTo(60_00);
            assertThat(closed.get("atMillis").longValue()).as("the bid came in the last moment")
                    .isEqualTo(bid.get("atMillis").longValue() + 3000);
            await().until(() -> backstage(lot).get("invoiced").booleanValue());
            assertThat(Files.readString(Path.of(folder, "invoices", closed.get("atMillis") + "-" + lot)))
                    .contains("Invoice for Ann", "Lot " + lot, "€60.00");
            await().until(() -> backstage(lot).at("/task/state").textValue().equals("FINISHED"));
            assertThat(backstage(lot).at("/task/id").textValue()).as("the first came too early").isNotEqualTo(first);
            assertThat(json(ann.bid(lot, 90_00)).get("detail").textValue()).contains("has ended");
        }
    }

    @Test
    void writesNoInvoiceWhereNobodyHasBid() throws Exception {
        int lot = offer(Duration.ZERO);
        await().until(() -> !backstage(lot).get("closed").isNull());
        await().until(() -> {
            JsonNode all = json(new Visitor(base).get("/api/backstage"));
            return all.get("queued").intValue() + all.get("running").intValue() == 0;
        });
        assertThat(backstage(lot).at("/closed/winner").isNull()).isTrue();
        assertThat(backstage(lot).get("invoiced").booleanValue()).isFalse();
    }

    @Test
    void closesALotOnceHoweverOftenItIsTold() throws Exception {
        int lot = offer(Duration.ZERO);
        await().until(() -> !backstage(lot).get("closed").isNull());
        tell(lot);
        tell(lot);
        try (var lines = Files.lines(Path.of(folder, "ledger"))) {
            assertThat(lines.filter(line -> line.contains("\"closed\":{\"lot\":{\"id\":" + lot + ","))).hasSize(1);
        }
    }

    @Test
    void leavesALotOpenWhoseTimeIsNotUp() throws Exception {
        int lot = offer(Duration.ofHours(1));
        JsonNode before = backstage(lot);
        tell(lot);
        tell(99);
        assertThat(backstage(lot)).as("it has a task that waits").isEqualTo(before);
        assertThat(before.at("/task/state").textValue()).isEqualTo("DELAYED");
    }

    private int offer(Duration open) {
        int number = house.nextNumber();
        house.offer(new Lot(number, "Lot " + number, "Here", "New.", "/page/icon.svg", 50_00),
                Instant.now().plus(open));
        return number;
    }

    /** Has a lot closed, perhaps once more, and waits until that is done. */
    private void tell(int lot) {
        String task = tasks.deliver(new Closing(lot));
        await().until(() -> tasks.find(task).orElseThrow().state() == State.FINISHED);
    }

    private JsonNode backstage(int lot) throws IOException, InterruptedException {
        JsonNode lots = json(new Visitor(base).get("/api/backstage")).get("lots");
        return StreamSupport.stream(lots.spliterator(), false).filter(entry -> entry.at("/lot/id").intValue() == lot)
                .findFirst().orElseThrow();
    }

    private static JsonNode hammer(ClientSocket socket, int lot) throws Exception {
        JsonNode news = json(socket.text());
        while (news.at("/closed/lot/id").intValue() != lot) {
            news = json(socket.text());
        }
        return news.get("closed");
    }
}
