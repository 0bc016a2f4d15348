package dev.swell.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.swell.endtoend.Shell.Result;

/** Tables and counters, in the real jar: over reloads, and by the command. */
class TablesIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private Shell shell;
    private String base;

    @BeforeEach
    void open() {
        shell = new Shell(folder, Map.of());
    }

    @AfterEach
    void close() {
        shell.close();
    }

    private void deploy(String columns) throws Exception {
        new TestApplication().with("Hits", """
                class Hits {
                    @dev.swell.table.Row(size = 3) record Hit(@dev.swell.table.Key String page, int count%s) {}
                    @dev.swell.table.Row(ttl = "100ms") record Brief(@dev.swell.table.Key long id, double price) {}
                    @Inject dev.swell.table.Table<Hit> table;
                    @Inject dev.swell.table.Table<Brief> brief;
                    @Inject dev.swell.table.Counters counters;
                    @Route("/hit/{page}") void hit(HttpServerExchange exchange) {
                        brief.put(new Brief(counters.get("hits").add(1), 1.5));
                        exchange.getResponseSender().send("" + table.increment(
                                exchange.getQueryParameters().get("page").getFirst(), "count", 1));
                    }
                }
                """.formatted(columns)).directory(folder.resolve("app"));
    }

    private String get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(base + path)).build(), BodyHandlers.ofString()).body();
    }

    private JsonNode tables(String... arguments) throws Exception {
        return JSON.readTree(shell.run(arguments).out());
    }

    @Test
    void rows_outlive_reloads_and_can_be_looked_at() throws Exception {
        deploy("");
        Result started = shell.run("start", "-d", "--app", "app");
        assertThat(started.exit()).as(started.err()).isZero();
        JsonNode listener = JSON.readTree(shell.run("status", "--json").out()).path("listeners").get(0);
        base = "http://127.0.0.1:" + listener.path("port");
        assertThat(get("/hit/home")).isEqualTo("1");

        deploy(", String note");
        assertThat(shell.run("reload").exit()).isZero();
        assertThat(get("/hit/home")).isEqualTo("2");
        JsonNode all = tables("tables", "--json");
        assertThat(all.path("counters")).hasSize(1);
        assertThat(all.path("counters").get(0).path("value").asInt()).isEqualTo(2);
        assertThat(all.path("tables")).extracting(table -> table.path("table").asText()).containsExactly("Brief",
                "Hit");
        assertThat(all.path("tables").get(1).path("size").asInt()).isEqualTo(3);
        assertThat(all.path("tables").get(0).path("ttlMillis").asInt()).isEqualTo(100);

        deploy(", int note");
        Result refused = shell.run("reload");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("SWELL-808: Table 'Hit': column 'String note' of its rows can't become "
                + "'int note'");
        assertThat(get("/hit/home")).isEqualTo("3");
        Result unknown = shell.run("tables", "Hits");
        assertThat(unknown.exit()).isEqualTo(1);
        assertThat(unknown.err()).contains("SWELL-807: There is no table 'Hits'");
        assertThat(shell.run("stop").exit()).isZero();
    }
}
