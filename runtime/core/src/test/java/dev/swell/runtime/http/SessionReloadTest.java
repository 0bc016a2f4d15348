package dev.swell.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.swell.runtime.LoggedLines;
import dev.swell.runtime.http.ReloadingServer.Client;
import dev.swell.runtime.worker.launch.Sources;

/** A session lives on when the application's code is replaced, and holds nothing of the old code. */
@Timeout(120)
class SessionReloadTest {

    /** What applications and the test share; reached through the system properties. */
    private static final Map<String, Object> SHARED = new ConcurrentHashMap<>();
    private static final List<String> EVENTS = new CopyOnWriteArrayList<>();

    private static final String COUNTER = """
            @SessionScoped public class Counter implements java.io.Serializable {
                private %s count;
                private final java.util.concurrent.atomic.AtomicInteger atomic = new java.util.concurrent.atomic.AtomicInteger();
                private final List<Step> steps = new ArrayList<>();
                @Inject Event<Object> event;
                @Inject Instance<Counter> self;
                @Inject Other other;
                synchronized String add() {
                    count++;
                    steps.add(new Step());
                    return count + " " + atomic.incrementAndGet() + " " + steps.size() + " " + other.add();
                }
            }""";
    private static final String ROUTES = """
            class Page {
                @Inject Counter counter;
                @Route("/add") void add(HttpServerExchange exchange) {
                    exchange.getResponseSender().send("v%d: " + counter.add());
                }
                @Route("/end") void end(HttpServerExchange exchange) {
                    io.undertow.util.Sessions.getSession(exchange).invalidate(exchange);
                }
            }""";

    @TempDir
    private Path folder;
    private ReloadingServer server;

    @BeforeEach
    void share() {
        EVENTS.clear();
        SHARED.clear();
        SHARED.put("events", EVENTS);
        System.getProperties().put("test.shared", SHARED);
    }

    @AfterEach
    void stop() {
        if (SHARED.get("gate") instanceof CountDownLatch gate) {
            gate.countDown();
        }
        server.close();
        System.getProperties().remove("test.shared");
    }

    private Client start(Sources sources) throws IOException {
        server = ReloadingServer.start(folder, sources);
        return server.client();
    }

    private static Sources counter(int version) {
        return new Sources().type("Page", ROUTES.formatted(version))
                .type("Counter", COUNTER.formatted(version % 2 == 0 ? "long" : "int"))
                .type("Step", "public class Step implements java.io.Serializable { void v%d() {} }".formatted(version))
                .type("Other", """
                        @SessionScoped public class Other implements java.io.Serializable {
                            private int count;
                            int add() { return ++count; }
                        }""");
    }

    @Test
    void aCounterGoesOnInWorkerAfterWorker() throws IOException {
        Client client = start(counter(1));
        Client idle = server.client();
        assertThat(client.get("/add")).isEqualTo("v1: 1 1 1 1");
        assertThat(idle.get("/add")).isEqualTo("v1: 1 1 1 1");
        try (LoggedLines lines = LoggedLines.of("dev.swell.worker")) {
            for (int version = 2; version <= 12; version++) {
                server.reload(counter(version));
                // from long to int is no widening
                int count = version % 2 == 0 ? 2 : 1;
                assertThat(client.get("/add"))
                        .isEqualTo("v%1$d: %2$d %1$d %1$d %1$d".formatted(version, count));
            }
            assertThat(lines.withId("SWELL-207")).isNotEmpty()
                    .allMatch(line -> line.contains("app.Counter#count") && line.contains("java.lang.Long is no int"));
        }
        assertThat(idle.get("/add")).isEqualTo("v12: 2 2 2 2");
        server.assertOldClassesGo();
    }

    @Test
    void whatIsWidenedIsKept() throws IOException {
        Client client = start(counter(1));
        client.get("/add");
        server.reload(counter(2));
        assertThat(client.get("/add")).isEqualTo("v2: 2 2 2 2");
    }

    private static Sources held(String answer) {
        return new Sources().type("Counter",
                """
                        @SessionScoped public class Counter implements java.io.Serializable {
                            private final java.util.concurrent.atomic.AtomicInteger count = new java.util.concurrent.atomic.AtomicInteger();
                            int add() { return count.incrementAndGet(); }
                            @PreDestroy void end() { Page.events().add("%1$s ended with " + count); }
                        }"""
                        .formatted(answer))
                .type("Page",
                        """
                                public class Page {
                                    @Inject Counter counter;
                                    static Map<String, Object> shared() {
                                        return (Map<String, Object>) System.getProperties().get("test.shared");
                                    }
                                    static List<String> events() { return (List<String>) shared().get("events"); }
                                    @Route("/add") void add(HttpServerExchange exchange) {
                                        exchange.getResponseSender().send("%1$s " + counter.add());
                                    }
                                    @Route("/slow") void slow(HttpServerExchange exchange) throws Exception {
                                        int before = counter.add();
                                        events().add("waits");
                                        ((java.util.concurrent.CountDownLatch) shared().get("gate")).await();
                                        exchange.getResponseSender().send("%1$s " + before + " " + counter.add());
                                    }
                                    @Route("/hurry") void hurry(HttpServerExchange exchange) {
                                        io.undertow.util.Sessions.getSession(exchange).setMaxInactiveInterval(1);
                                    }
                                    @Route("/end") void end(HttpServerExchange exchange) {
                                        io.undertow.util.Sessions.getSession(exchange).invalidate(exchange);
                                    }
                                }"""
                                .formatted(answer));
    }

    @Test
    void aRequestThatStillRunsInTheOldCodeKeepsItsInstances() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        SHARED.put("gate", gate);
        Client client = start(held("old"));
        assertThat(client.get("/add")).isEqualTo("old 1");
        CompletableFuture<String> slow = CompletableFuture.supplyAsync(() -> client.get("/slow"));
        await().until(() -> EVENTS.contains("waits"));

        server.takeOver(held("new"));
        assertThat(client.get("/add")).as("the new code goes on from what there is").isEqualTo("new 3");
        assertThat(client.get("/add")).isEqualTo("new 4");
        gate.countDown();
        assertThat(slow.join()).as("the old code doesn't see that").isEqualTo("old 2 3");
        server.retire();
        assertThat(client.get("/add")).as("and its last change is lost").isEqualTo("new 5");
        assertThat(EVENTS).as("nothing was destroyed").containsExactly("waits");
        server.assertOldClassesGo();
    }

    @Test
    void whatIsLeftOfAClosedWorkerGetsNoSession() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        SHARED.put("gate", gate);
        Client client = start(held("old"));
        client.get("/add");
        CompletableFuture<String> slow = CompletableFuture.supplyAsync(() -> client.get("/slow"));
        await().until(() -> EVENTS.contains("waits"));
        server.takeOver(held("new"));
        server.passivate();
        gate.countDown();
        assertThat(slow.join()).isEqualTo("500");
        assertThat(client.get("/add")).isEqualTo("new 3");
        server.retire();
        server.assertOldClassesGo();
    }

    @Test
    void noCountIsLostOverReloadsUnderLoad() throws Exception {
        start(held("1"));
        AtomicBoolean done = new AtomicBoolean();
        List<CompletableFuture<Integer>> clients = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Client each = server.client();
            clients.add(CompletableFuture.supplyAsync(() -> addUntil(done, each), task -> new Thread(task).start()));
        }
        for (int version = 2; version <= 8; version++) {
            server.reload(held(String.valueOf(version)));
        }
        done.set(true);
        for (CompletableFuture<Integer> count : clients) {
            assertThat(count.get()).isPositive();
        }
        server.assertOldClassesGo();
    }

    private static int addUntil(AtomicBoolean done, Client client) {
        int count = 0;
        while (!done.get()) {
            assertThat(client.get("/add")).endsWith(" " + ++count);
        }
        return count;
    }

    @Test
    void theBeansOfASessionThatEndsLaterAreDestroyedInTheNewCode() throws IOException {
        Client client = start(held("old"));
        Client other = server.client();
        client.get("/add");
        client.get("/add");
        other.get("/add");
        server.reload(held("new"));
        assertThat(client.get("/end")).isEmpty();
        assertThat(EVENTS).containsExactly("new ended with 2");
        server.close();
        assertThat(EVENTS).containsExactly("new ended with 2", "new ended with 1");
    }

    @Test
    void theBeansOfASessionThatTimesOutLaterAreDestroyedInTheNewCode() throws IOException {
        Client client = start(held("old"));
        client.get("/add");
        server.reload(held("new"));
        client.get("/hurry");
        await().atMost(Duration.ofSeconds(20)).until(() -> EVENTS.contains("new ended with 1"));
        server.assertOldClassesGo();
    }

    @Test
    void aBeanThatCannotBeMadeAnyMoreKeepsNoneFromItsEnd() throws IOException {
        Client client = start(counter(1));
        client.get("/add");
        server.reload(counter(2).type("Counter", """
                @SessionScoped public class Counter implements java.io.Serializable {
                    String add() { return ""; }
                    @PostConstruct void begin() { throw new IllegalStateException("no"); }
                }""").type("Other", """
                @SessionScoped public class Other implements java.io.Serializable {
                    private int count;
                    @PreDestroy void end() {
                        ((List<String>) ((Map<?, ?>) System.getProperties().get("test.shared")).get("events"))
                            .add("other " + count);
                    }
                }"""));
        try (LoggedLines lines = LoggedLines.of("dev.swell.worker")) {
            assertThat(client.get("/add")).isEqualTo("500");
            assertThat(client.get("/end")).isEmpty();
            assertThat(lines.withId("SWELL-215")).singleElement().asString().contains("app.Counter");
        }
        assertThat(EVENTS).containsExactly("other 1");
    }

    @Test
    void aBeanThatCouldNotBeMadeIsMadeInTheNextWorker() throws IOException {
        Client client = start(counter(1));
        client.get("/add");
        server.reload(counter(3).type("Counter", """
                @SessionScoped public class Counter implements java.io.Serializable {
                    private int count;
                    String add() { return ""; }
                    @PostConstruct void begin() { throw new IllegalStateException("no"); }
                }"""));
        assertThat(client.get("/add")).isEqualTo("500");
        server.reload(counter(5));
        assertThat(client.get("/add")).isEqualTo("v5: 2 2 2 2");
    }

    @Test
    void aBeanThatIsGoneIsForgotten() throws IOException {
        Client client = start(counter(1));
        Client second = server.client();
        client.get("/add");
        second.get("/add");
        try (LoggedLines lines = LoggedLines.of("dev.swell.worker")) {
            server.reload(new Sources().type("Page", """
                    class Page {
                        @Inject Other other;
                        @Route("/add") void add(HttpServerExchange exchange) {
                            exchange.getResponseSender().send("" + other.add());
                        }
                    }""").type("Other", """
                    @SessionScoped public class Other implements java.io.Serializable {
                        private int count;
                        int add() { return ++count; }
                    }"""));
            assertThat(client.get("/add")).isEqualTo("2");
            assertThat(second.get("/add")).isEqualTo("2");
            assertThat(lines.withId("SWELL-208")).singleElement().asString().contains("app.Counter");
        }
    }
}
