package dev.swell.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample application closes its lots, whatever happens to its process. */
class AuctionIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String SAMPLE = System.getProperty("swell.sample");
    private static final Pattern CLOSED = Pattern.compile("\"closed\":\\{\"lot\":\\{\"id\":(\\d+),");
    // a bid has its lot close that much later, so there is time for the kill
    private static final Map<String, String> SHORT_SALE = Map.of("AUCTION_DURATION", "PT5S", "AUCTION_LAST_CALL",
            "PT5S");

    @TempDir
    Path folder;

    @Test
    void closesEachLotOnceOverAKillAndAReload() throws Exception {
        try (Shell shell = new Shell(folder, SHORT_SALE)) {
            SwellProcess killed = shell.start("start", "--app", SAMPLE).awaitServing();
            bid(killed.base(), 6, 40_00);
            kill(killed);
            assertThat(closed(shell)).doesNotContain("6");

            SwellProcess server = shell.start("start", "--app", SAMPLE).awaitServing();
            assertThat(shell.run("reload").exit()).isZero();
            await().atMost(LIMIT).until(() -> log(server).contains("Mail to Ann"));
            assertThat(closed(shell)).containsExactlyInAnyOrder("1", "2", "3", "4", "5", "6");
            assertThat(log(server)).containsOnlyOnce("Mail to Ann: Ship in a bottle is yours for €40.00");
            assertThat(server.get("/api/backstage").body()).containsOnlyOnce("\"winner\":\"Ann\"")
                    .containsOnlyOnce("\"invoiced\":true").contains("\"delayed\":0");
        }
    }

    private static void bid(URI base, int lot, long cents) throws Exception {
        HttpClient ann = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        assertThat(send(ann, "PUT", base.resolve("/api/bidder"), "{\"name\":\"Ann\"}")).isEqualTo(200);
        assertThat(send(ann, "POST", base.resolve("/api/lots/" + lot + "/bids"), "{\"cents\":" + cents + "}"))
                .isEqualTo(201);
    }

    private static void kill(SwellProcess server) {
        ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    private static int send(HttpClient client, String method, URI uri, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri).header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)).build();
        return client.send(request, BodyHandlers.ofString()).statusCode();
    }

    /** Returns the numbers of the lots that the ledger says are closed, one for each time that it says so. */
    private static List<String> closed(Shell shell) throws Exception {
        return CLOSED.matcher(Files.readString(shell.state("auction/ledger"), UTF_8)).results()
                .map(found -> found.group(1)).toList();
    }

    private static String log(SwellProcess server) {
        return server.out() + server.err();
    }
}
