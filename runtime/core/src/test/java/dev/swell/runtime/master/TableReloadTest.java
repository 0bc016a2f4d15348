package dev.swell.runtime.master;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.swell.runtime.worker.launch.Sources;

@Timeout(120)
class TableReloadTest extends ReloadedApplication {

    /** An application that counts visits, with columns of its record after the first two. */
    private static Sources visits(String version, String columns, String onStart) {
        return version(version).type("Visits",
                """
                        public class Visits {
                            @dev.swell.table.Row(size = 100) record Visit(@dev.swell.table.Key String page, int count%s) {}
                            @Inject dev.swell.table.Table<Visit> table;
                            @Inject dev.swell.table.Counters counters;
                            void start(@Observes WorkerStart event) { %s }
                            @Route("/visit/{page}") void visit(HttpServerExchange exchange) {
                                counters.get("all").add(1);
                                String page = exchange.getQueryParameters().get("page").getFirst();
                                exchange.getResponseSender().send("" + table.increment(page, "count", 1));
                            }
                            @Route("/row/{page}") void row(HttpServerExchange exchange) {
                                exchange.getResponseSender().send(table.get(exchange.getQueryParameters().get("page").getFirst())
                                        .map(Visit::toString).orElse("none") + " of " + counters.get("all").get());
                            }
                        }
                        """
                        .formatted(columns, onStart));
    }

    private String body(String path) throws IOException {
        return server.get(path).body();
    }

    @Test
    void rows_and_counters_are_there_after_reloads_and_no_old_class_stays() throws Exception {
        start(visits("v0", "", ""));
        assertThat(body("/visit/home")).isEqualTo("1");
        deploy(visits("v1", ", String note", "table.increment(\"home\", \"count\", 10);"));
        reload();
        assertThat(body("/row/home")).isEqualTo("Visit[page=home, count=11, note=] of 1");
        assertThat(body("/visit/home")).isEqualTo("12");
        assertThat(server.master().prove(1, Duration.ofSeconds(15))).as("what holds the old classes").isEmpty();
        deploy(visits("v2", "", ""));
        reload();
        assertThat(body("/row/home")).isEqualTo("Visit[page=home, count=12] of 2");
        assertThat(server.master().tableDesk().list()).hasSize(1);
    }

    @Test
    void a_record_that_does_not_fit_fails_the_reload_and_the_old_code_goes_on() throws IOException {
        start(visits("v0", ", String note", ""));
        body("/visit/home");
        deploy(visits("v1", ", boolean note", ""));
        assertThat(failToReload()).contains("SWELL-808: Table 'Visit': column 'String note' of its rows can't become "
                + "'boolean note'");
        deploy(visits("v2", ", String note", "throw new IllegalStateException(\"not today\" + table.size());"));
        assertThat(failToReload()).contains("not today1");
        assertThat(body("/visit/home")).isEqualTo("2");
        deploy(version("v3"));
        reload();
        assertThat(body("/version")).isEqualTo("v3");
        server.master().close();
        assertThat(server.master().tableDesk().list()).isEmpty();
    }

    @Test
    void no_addition_is_lost_while_reloads_change_the_record() throws Exception {
        start(visits("v0", "", ""));
        List<CompletableFuture<Integer>> clients = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            clients.add(CompletableFuture.supplyAsync(this::visitUntilTheGateOpens));
        }
        for (int i = 1; i <= 4; i++) {
            deploy(visits("v" + i, i % 2 == 0 ? "" : ", long more, String note", ""));
            reload();
        }
        gate().countDown();
        int visits = clients.stream().mapToInt(CompletableFuture::join).sum();
        assertThat(body("/row/busy")).isEqualTo("Visit[page=busy, count=" + visits + "] of " + visits);
    }

    private int visitUntilTheGateOpens() {
        int visits = 0;
        try (KeptConnection connection = server.connect()) {
            while (gate().getCount() > 0) {
                assertThat(connection.get("/visit/busy").status()).isEqualTo(200);
                visits++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return visits;
    }
}
