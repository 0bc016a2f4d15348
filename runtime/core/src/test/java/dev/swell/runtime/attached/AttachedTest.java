package dev.swell.runtime.attached;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;

import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.undertow.server.HttpServerExchange;

import dev.swell.Listener;
import dev.swell.Server;
import dev.swell.cron.CronJob;
import dev.swell.cron.CronJobInfo;
import dev.swell.cron.CronJobs;
import dev.swell.http.Route;
import dev.swell.lifecycle.ServerStart;
import dev.swell.lifecycle.ServerStop;

class AttachedTest {

    private static final List<String> EVENTS = new CopyOnWriteArrayList<>();

    @Route("/hello")
    static class Hello implements io.undertow.server.HttpHandler {
        @Inject
        Server server;

        @Override
        public void handleRequest(HttpServerExchange exchange) {
            exchange.getResponseSender().send("hello");
        }

        void up(@Observes Startup event) {
            EVENTS.add("startup");
        }

        void start(@Observes ServerStart event) {
            EVENTS.add("server start");
        }

        void stop(@Observes ServerStop event) {
            EVENTS.add("server stop");
        }

        void down(@Observes @Priority(1) Shutdown event) {
            EVENTS.add("shutdown");
        }
    }

    @ApplicationScoped
    static class Ticking {
        @CronJob(every = "${tick:1h}", identity = "tick")
        void tick() {
            EVENTS.add("tick");
        }
    }

    private final Map<String, String> before = new TreeMap<>();
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    @BeforeEach
    void configure() {
        EVENTS.clear();
        set("swell.http.port", "0");
        set("swell.management.port", "off");
    }

    private void set(String key, String value) {
        String old = System.setProperty(key, value);
        before.putIfAbsent(key, old == null ? "" : old);
    }

    @AfterEach
    void restore() {
        before.forEach((key, value) -> {
            if (value.isEmpty()) {
                System.clearProperty(key);
            } else {
                System.setProperty(key, value);
            }
        });
    }

    private static WeldContainer start(String id) {
        return new Weld(id).addBeanClasses(Hello.class).skipShutdownHook().initialize();
    }

    private static URI uri(WeldContainer container) {
        Listener http = container.select(Server.class).get().listeners().get(0);
        return URI.create("http://" + http.host() + ":" + http.port() + "/hello");
    }

    private String get(URI uri) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build(),
                HttpResponse.BodyHandlers.ofString()).body();
    }

    @Test
    void servesAContainerThatItIsFoundBy() throws Exception {
        URI uri;
        try (WeldContainer container = start("attached")) {
            uri = uri(container);
            assertThat(get(uri)).isEqualTo("hello");
            assertThat(EVENTS).containsExactly("startup", "server start");
        }
        assertThat(EVENTS).containsExactly("startup", "server start", "server stop", "shutdown");
        assertThatThrownBy(() -> get(uri)).isInstanceOf(ConnectException.class);
    }

    @Test
    void servesTwoContainersInOneJvmAndOthersLater() throws Exception {
        try (WeldContainer two = start("two")) {
            try (WeldContainer one = start("one")) {
                assertThat(uri(one)).isNotEqualTo(uri(two));
                assertThat(get(uri(one))).isEqualTo("hello");
                assertThat(get(uri(two))).isEqualTo("hello");
            }
            assertThat(get(uri(two))).isEqualTo("hello");
        }
        try (WeldContainer later = start("one")) {
            assertThat(get(uri(later))).isEqualTo("hello");
        }
    }

    @Test
    void staysOffIfConfiguredSo() {
        set("swell.attached", "false");
        try (WeldContainer container = start("off")) {
            assertThat(EVENTS).containsExactly("startup");
            assertThatThrownBy(() -> container.select(Server.class).get().listeners())
                    .hasMessageContaining("no Swell runtime serves this container");
        }
    }

    @Test
    void cannotReload() {
        try (WeldContainer container = start("attached")) {
            assertThatThrownBy(
                    () -> container.select(Server.class).get().reload().toCompletableFuture().join())
                    .hasMessageContaining("can't reload: restart it");
        }
    }

    @Test
    void aPortInUseFailsTheStartAndNothingStays() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            set("swell.http.port", String.valueOf(taken.getLocalPort()));
            assertThatThrownBy(() -> start("failing")).hasMessageContaining("SWELL-660")
                    .hasMessageContaining(String.valueOf(taken.getLocalPort()));
        }
        assertThat(EVENTS).containsExactly("startup", "server start", "server stop");
        try (WeldContainer container = start("failing")) {
            assertThat(get(uri(container))).isEqualTo("hello");
        }
    }

    @Test
    void runsJobsAsConfigured() {
        set("tick", "20ms");
        set("swell.cron.jobs.\"tick\".immediate", "true");
        try (WeldContainer container = new Weld("jobs").addBeanClasses(Ticking.class).skipShutdownHook()
                .initialize()) {
            await().until(() -> EVENTS.stream().filter("tick"::equals).count() > 3);
            assertThat(container.select(CronJobs.class).get().list()).extracting(CronJobInfo::schedule)
                    .contains("every 20ms");
        }
    }

    @Test
    void makesBeansLaneScopedAsConfigured() {
        set("swell.state.lane-scoped", Hello.class.getName());
        try (WeldContainer container = start("lanes")) {
            assertThat(container.select(Hello.class).getHandle().getBean().getScope().getSimpleName())
                    .isEqualTo("LaneScoped");
        }
    }
}
