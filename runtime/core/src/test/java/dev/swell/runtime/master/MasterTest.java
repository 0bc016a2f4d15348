package dev.swell.runtime.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.undertow.server.HttpServerExchange;

import dev.swell.Listener;
import dev.swell.Server;
import dev.swell.extension.ExtensionSettings;
import dev.swell.extension.SwellExtension;
import dev.swell.http.Route;
import dev.swell.lifecycle.ServerStart;
import dev.swell.lifecycle.ServerStop;
import dev.swell.lifecycle.WorkerStart;
import dev.swell.lifecycle.WorkerStop;
import dev.swell.runtime.LoggedLines;
import dev.swell.runtime.config.Configuration;
import dev.swell.runtime.config.LiveConfiguration;
import dev.swell.runtime.config.Settings;
import dev.swell.runtime.worker.Container;
import dev.swell.runtime.worker.Worker;
import dev.swell.runtime.worker.WorkerSource;
import dev.swell.runtime.worker.WorkerThreads;
import dev.swell.socket.Protocol;

class MasterTest {

    private static final List<String> EVENTS = new CopyOnWriteArrayList<>();
    private static final CountDownLatch NEVER = new CountDownLatch(1);
    private static Class<?> failing;

    @ApplicationScoped
    static class Life {
        @Inject
        Server server;

        void serverStart(@Observes ServerStart event) {
            note(event, event.server());
        }

        void workerStart(@Observes WorkerStart event) {
            note(event, event.server());
        }

        void serverStop(@Observes ServerStop event) {
            note(event, event.server());
        }

        void workerStop(@Observes WorkerStop event) {
            note(event, event.server());
        }

        private void note(Record event, Server sent) {
            EVENTS.add(event.getClass().getSimpleName() + " with " + sent.listeners().size() + " listeners, worker "
                    + sent.stats().workerId());
            if (event.getClass() == failing) {
                throw new IllegalStateException("on purpose");
            }
        }

        @Route("/stats")
        void stats(HttpServerExchange exchange) {
            exchange.getResponseSender()
                    .send(server.stats().activeRequests() + " active in worker " + server.stats().workerId());
        }

        @Route("/endless")
        void endless(HttpServerExchange exchange) throws InterruptedException {
            EVENTS.add("endless");
            try {
                NEVER.await();
            } finally {
                Thread.interrupted();
                NEVER.await(100, TimeUnit.MILLISECONDS); // unwinding takes a moment
                EVENTS.add("unwound");
            }
        }

        @PreDestroy
        void end() {
            EVENTS.add("PreDestroy");
        }
    }

    @BeforeEach
    void reset() {
        EVENTS.clear();
        failing = null;
    }

    @Test
    void opensListenersAfterTheStartAndEndsInOrder() throws Exception {
        Master master = Master.start(settings(0, "0"), worker());
        try (master) {
            Server server = master.server();
            assertThat(server.listeners()).extracting(Listener::name).containsExactly("http", "management");
            assertThat(server.listeners()).extracting(Listener::protocol).containsOnly(Protocol.HTTP);
            assertThat(get(server.listeners().get(0).port(), "/stats")).isEqualTo("1 active in worker 1");
            assertThat(server.stats().requests()).isPositive();
            assertThat(server.stats().connections()).isZero();
            assertThat(server).hasToString("Server[worker 1, http://127.0.0.1:" + server.listeners().get(0).port()
                    + " (management http://127.0.0.1:" + server.listeners().get(1).port() + ")]");
            assertThat(EVENTS).containsExactly("ServerStart with 0 listeners, worker 0",
                    "WorkerStart with 0 listeners, worker 0");
        }
        master.close();
        assertThat(EVENTS.subList(2, EVENTS.size())).containsExactly("ServerStop with 2 listeners, worker 1",
                "WorkerStop with 2 listeners, worker 1", "PreDestroy");
        await().untilAsserted(() -> assertThat(threads()).isEmpty()); // they are told to end, not waited for
    }

    @Test
    void interruptsWhatStillRunsBeforeItTellsOfTheStop() throws Exception {
        LoggedLines log = LoggedLines.of("dev.swell");
        Settings settings = settings(
                Map.of("swell.http.port", "0", "swell.management.port", "off", "swell.stop.max-wait", "200ms"));
        Master master = Master.start(settings, worker(settings));
        try (log; master) {
            int port = master.server().listeners().get(0).port();
            CompletableFuture.runAsync(() -> assertThatThrownBy(() -> get(port, "/endless")));
            await().until(() -> EVENTS.contains("endless"));
        }
        assertThat(EVENTS).endsWith("endless", "unwound", "ServerStop with 1 listeners, worker 1",
                "WorkerStop with 1 listeners, worker 1", "PreDestroy");
        assertThat(log.withId("SWELL-652")).containsExactly("SWELL-652: Stopping: waits up to 0.2s for 1 request");
        assertThat(log.withId("SWELL-204")).containsExactly(
                "SWELL-204: Worker 1 still runs 1 unit of work at the end of the wait, and interrupts what it can: "
                        + "look for code that waits without a timeout, or raise swell.reload.max-wait or swell.stop.max-wait");
        assertThat(log.withId("SWELL-290")).singleElement().asString().contains("is interrupted here");
    }

    @Test
    void saysThatItCannotReload() {
        try (Master master = Master.start(settings(0, "off"), worker())) {
            assertThatThrownBy(() -> master.server().reload().toCompletableFuture().join())
                    .hasMessageContaining("SWELL-662: This server can't reload: restart it to run new code");
        }
    }

    @Test
    void leavesNothingRunningWhenAnObserverFails() {
        failing = WorkerStart.class;

        assertThatThrownBy(() -> Master.start(settings(0, "0"), worker()))
                .hasMessageMatching("SWELL-661: An observer of WorkerStart failed, so the server doesn't start: "
                        + "java.lang.IllegalStateException: on purpose, at .*MasterTest\\$Life.note\\(MasterTest.java:\\d+\\)"
                        + ": correct the observer");
        assertThat(EVENTS).endsWith("ServerStop with 0 listeners, worker 0",
                "WorkerStop with 0 listeners, worker 0", "PreDestroy");
        await().untilAsserted(() -> assertThat(threads()).isEmpty()); // they are told to end, not waited for
    }

    @Test
    void leavesNothingRunningWhenAPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> Master.start(settings(port, "0"), worker()))
                    .hasMessageStartingWith("SWELL-660: HTTP can't be served on 127.0.0.1 port " + port + ": ");
            assertThat(EVENTS).endsWith("PreDestroy");
            await().untilAsserted(() -> assertThat(threads()).isEmpty()); // they are told to end, not waited for
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            no-such-host.invalid | no such host: set swell.http.host to a name that is known here, or to an address, such as '127.0.0.1' or '0.0.0.0'
            192.0.2.1            | Cannot assign requested address: set swell.http.host to an address of this machine, such as '127.0.0.1', or to '0.0.0.0' for all of them
            """)
    void saysWhatToDoAboutAHostThatIsNotHere(String host, String reason) {
        assertThatThrownBy(
                () -> Master.start(settings(Map.of("swell.http.host", host, "swell.management.port", "off")), worker()))
                .hasMessage("SWELL-660: HTTP can't be served on " + host + " port 8080: " + reason);
    }

    @Test
    void goesOnStoppingWhenAnObserverFails() {
        failing = ServerStop.class;

        Master.start(settings(0, "off"), worker()).close();

        assertThat(EVENTS).endsWith("ServerStop with 1 listeners, worker 1",
                "WorkerStop with 1 listeners, worker 1", "PreDestroy");
    }

    private static Settings settings(int port, String managementPort) {
        return settings(Map.of("swell.http.port", String.valueOf(port), "swell.management.port", managementPort));
    }

    private static Settings settings(Map<String, String> values) {
        try (Configuration configuration = Configuration.load(MasterTest.class.getClassLoader(), Optional.empty(),
                values, new LiveConfiguration())) {
            return configuration.settings();
        }
    }

    private static WorkerSource worker() {
        return worker(Settings.defaults());
    }

    private static WorkerSource worker(Settings settings) {
        return (id, server) -> {
            SwellExtension extension = new SwellExtension(ExtensionSettings.none());
            WeldContainer container = new Weld("master").disableDiscovery().addExtensions(extension)
                    .addBeanClasses(Life.class).initialize();
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            return new Worker(id, new Container(loader, container.getBeanManager(), extension, container::shutdown),
                    WorkerThreads.of(id, settings, loader), settings);
        };
    }

    private static String get(int port, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10)).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                .filter(name -> name.startsWith("swell-") || name.startsWith("XNIO")).toList();
    }
}
