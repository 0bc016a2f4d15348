package dev.swell.runtime.apollo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.sun.net.httpserver.HttpHandler;

import dev.swell.runtime.config.Configuration;
import dev.swell.runtime.config.ConfigurationException;
import dev.swell.runtime.config.LiveConfiguration;

class ApolloSourceTest {

    /** What a server between us and Apollo, or a broken Apollo, may do. */
    enum Misbehaviour {
        ERROR(exchange -> ApolloMock.answer(exchange, 500, "geheim")),
        HALF(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write("{\"configurations\": {\"x\": \"geheim".getBytes());
            exchange.getResponseBody().flush();
        }),
        HANG_AMID(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            pause();
        }),
        HANG(exchange -> pause()),
        NO_JSON(exchange -> ApolloMock.answer(exchange, 200, "<html>geheim</html>")),
        OTHER_JSON(exchange -> ApolloMock.answer(exchange, 200, "\"geheim\"")),
        REDIRECT(exchange -> {
            exchange.getResponseHeaders().add("Location", "/elsewhere?key=geheim");
            exchange.sendResponseHeaders(302, -1);
        }),
        STORM_304(exchange -> ApolloMock.answer(exchange, 304, null)),
        STORM_EMPTY(exchange -> ApolloMock.answer(exchange, 200, "[]"));

        private final HttpHandler handler;

        Misbehaviour(HttpHandler handler) {
            this.handler = handler;
        }

        private static void pause() {
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @TempDir
    Path state;

    private final ClassLoader loader = new ClassLoader(getClass().getClassLoader()) {};
    private final BlockingQueue<Set<String>> changes = new LinkedBlockingQueue<>();
    private final Map<String, String> keys = new HashMap<>();
    private LiveConfiguration live = new LiveConfiguration();
    private ApolloMock apollo;
    private Configuration configuration;

    @BeforeEach
    void open() throws IOException {
        apollo = new ApolloMock();
        apollo.release("application", Map.of("price", "7"));
        keys.putAll(Map.of("swell.apollo.server", apollo.address().toString(), "swell.apollo.app-id", "shop",
                "swell.apollo.pull-timeout", "500ms", "swell.state-dir", state.resolve("new").toString()));
    }

    @AfterEach
    void close() {
        stop();
        apollo.close();
    }

    private void stop() {
        live.close();
        if (configuration != null) {
            configuration.close();
            configuration = null;
        }
    }

    private Config load() {
        configuration = Configuration.load(loader, Optional.empty(), keys, live);
        live.begin((source, onChange, changed) -> changes.add(changed));
        return ConfigProvider.getConfig(loader);
    }

    private Set<String> nextChange() throws InterruptedException {
        return changes.poll(5, TimeUnit.SECONDS);
    }

    private void awaitPoll() {
        int before = apollo.requests.size();
        await().pollInterval(Duration.ofMillis(5)).until(() -> apollo.requests.stream().skip(before)
                .anyMatch(request -> request.startsWith("/notifications") && !request.contains("-1")));
    }

    @Test
    void tellsOfChangesByKey() throws Exception {
        apollo.release("application", Map.of("price", "7", "same", "1", "old", "x"));
        Config config = load();
        assertThat(config.getValue("price", int.class)).isEqualTo(7);

        apollo.release("application", Map.of("price", "8", "same", "1", "new", "y"));

        assertThat(nextChange()).containsExactlyInAnyOrder("price", "old", "new");
        assertThat(config.getValue("price", int.class)).isEqualTo(8);
        assertThat(live.isRead(Set.of("price"))).isTrue();
        assertThat(live.isRead(Set.of("same", "old", "new"))).isFalse();
    }

    @Test
    void readsNamespacesOfAllForms() throws Exception {
        keys.put("swell.apollo.namespaces", "application,a.json,b.yaml,c.xml,d.txt,common");
        apollo.release("a.json", Map.of("content", "{\"a\": {\"x\": 1}, \"price\": 9}"));
        apollo.release("b.yaml", Map.of("content", "b:\n  y: 2\n"));
        apollo.release("c.xml", Map.of("content", "<c/>"));
        apollo.release("d.txt", Map.of("content", "d = 1\n"));
        apollo.release("common", Map.of("price", "10", "common", "1"));

        Config config = load();

        assertThat(config.getValue("price", int.class)).isEqualTo(7);
        assertThat(config.getValue("common", int.class)).isEqualTo(1);
        assertThat(config.getValue("a.x", int.class)).isEqualTo(1);
        assertThat(config.getValue("b.y", int.class)).isEqualTo(2);
        assertThat(config.getValue("c.xml", String.class)).isEqualTo("<c/>");
        assertThat(config.getValue("d.txt", String.class)).isEqualTo("d = 1\n");
        assertThat(config.getValue("a.json", String.class)).startsWith("{\"a\"");

        apollo.release("a.json", Map.of("content", "{\"a\": {"));
        apollo.release("b.yaml", Map.of("content", "b:\n  y: 3\n"));
        await().during(Duration.ofMillis(300)).until(changes::isEmpty);
        apollo.release("a.json", Map.of("content", "{\"a\": {\"x\": 2}}"));

        assertThat(nextChange()).containsExactlyInAnyOrder("a.x", "a.json", "b.y", "b.yaml");
    }

    @Test
    void getsTheGreyReleaseOfItsAddress() {
        keys.put("swell.apollo.client-ip", "10.1.2.3");
        apollo.grey("10.1.2.3", Map.of("price", "77"));

        assertThat(load().getValue("price", int.class)).isEqualTo(77);
    }

    @Test
    void signsRequests() throws Exception {
        apollo.accessKey = "df23df3f59884980844ff3dada30fa97";
        assertThatThrownBy(this::load).hasMessageContaining("it refuses the signature (401)");
        keys.put("swell.apollo.access-key", apollo.accessKey);
        load();

        apollo.release("application", Map.of("price", "8"));

        assertThat(nextChange()).containsExactly("price");
        assertThat(configuration.settings().toString()).doesNotContain(apollo.accessKey);
    }

    @Test
    void signsAsApolloDoes() { // the example of Apollo's own test
        assertThat(Signature.of("someAppId", "df23df3f59884980844ff3dada30fa97", 1576478257344L,
                URI.create("http://localhost:8080/configs/100004458/default/application?ip=10.0.0.1")))
                .isEqualTo("Apollo someAppId:EoKyziXvKqzHgwx+ijDJwgVTDgE=");
    }

    @Test
    void keepsACopyThatOnlyItsUserCanRead() throws Exception {
        load();
        stop();
        Path copy = state.resolve("new/apollo.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy))).isEqualTo("rw-------");
        apollo.release("application", Map.of("price", "8"));
        apollo.misbehaviour = Misbehaviour.ERROR.handler;
        live = new LiveConfiguration();

        Config config = load();
        assertThat(config.getValue("price", int.class)).isEqualTo(7);
        apollo.misbehaviour = null;

        assertThat(nextChange()).containsExactly("price");
        assertThat(config.getValue("price", int.class)).isEqualTo(8);
        await().untilAsserted(() -> assertThat(copy).content().contains("\"8\""));
    }

    @Test
    void doesNotUseACopyOfSomethingElse() throws Exception {
        load();
        stop();
        apollo.misbehaviour = Misbehaviour.ERROR.handler;
        live = new LiveConfiguration();
        keys.put("swell.apollo.cluster", "other");

        assertThatThrownBy(this::load).isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("SWELL-881").hasMessageContaining("it answers with status 500");
    }

    @ParameterizedTest
    @EnumSource(Misbehaviour.class)
    void failsWithTheReason(Misbehaviour misbehaviour) {
        apollo.misbehaviour = misbehaviour.handler;

        assertThatThrownBy(this::load).isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("SWELL-881: Apollo at " + apollo.address() + " can't be read")
                .hasMessageNotContaining("geheim");
    }

    @ParameterizedTest
    @EnumSource(Misbehaviour.class)
    void seesAChangeMadeWhileApolloMisbehaved(Misbehaviour misbehaviour) throws Exception {
        Config config = load();
        awaitPoll();
        apollo.misbehaviour = misbehaviour.handler;
        apollo.release("application", Map.of("price", "8")); // ends the poll that waits
        boolean seen = changes.poll(400, TimeUnit.MILLISECONDS) != null; // if the answer was under way already
        int asked = apollo.requests.size();
        assertThat(asked).as("requests").isLessThan(15);
        apollo.misbehaviour = null;

        assertThat(seen || nextChange() != null).isTrue();
        assertThat(config.getValue("price", int.class)).isEqualTo(8);
        assertThat(changes).isEmpty();
    }

    @Test
    void namesWhatIsMissing() {
        keys.put("swell.apollo.namespaces", "application,other");
        assertThatThrownBy(this::load)
                .hasMessageContaining("no released namespace 'other' for application 'shop' in cluster 'default'");
        keys.remove("swell.apollo.app-id");
        assertThatThrownBy(this::load).hasMessageContaining("SWELL-880");
    }

    @Test
    void failsAtOnceIfNobodyListens() {
        apollo.close();

        assertThatThrownBy(this::load).hasMessageContaining("SWELL-881")
                .hasMessageContaining("check swell.apollo.server and the network");
    }

    @Test
    void backsOffByChance() {
        Pace pace = Pace.usual();

        assertThat(pace.pause(1)).isBetween(Duration.ofMillis(125), Duration.ofMillis(250));
        assertThat(pace.pause(3)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(pace.pause(1000)).isBetween(Duration.ofMillis(7500), Duration.ofSeconds(15));
        assertThat(List.of(1, 2, 3, 4, 5, 6, 7, 8).stream().map(i -> pace.pause(1000)).distinct().count())
                .isGreaterThan(1);
    }
}
