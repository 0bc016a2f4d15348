package dev.swell.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.swell.runtime.LoggedLines;
import dev.swell.runtime.http.ReloadingServer.Client;
import dev.swell.runtime.worker.launch.Sources;

/** The attributes that application code sets in Undertow's sessions, over reloads. */
@Timeout(120)
class SessionValuesTest {

    private static final String GATE = "test.gate";
    private static final String WAITING = "test.waiting";
    private static final String ITEM = "public class Item implements java.io.Serializable { int count = %d; }";
    private static final String PAGE = """
            class Page {
                private static io.undertow.server.session.Session session(HttpServerExchange exchange) {
                    return io.undertow.util.Sessions.getOrCreateSession(exchange);
                }
                private static void send(HttpServerExchange exchange, Object text) {
                    exchange.getResponseSender().send("" + text);
                }
                @Route("/put") void put(HttpServerExchange exchange) {
                    var session = session(exchange);
                    session.setAttribute("text", "text");
                    session.setAttribute("bytes", new byte[]{7});
                    session.setAttribute("item", new Item());
                    session.setAttribute("list", new ArrayList<>(List.of(new Item())));
                    send(exchange, session.setAttribute("text", "text"));
                }
                @Route("/show") void show(HttpServerExchange exchange) {
                    var session = session(exchange);
                    send(exchange, new TreeSet<>(session.getAttributeNames()) + " " + session.getAttribute("text")
                            + ((byte[]) session.getAttribute("bytes"))[0]
                            + ((Item) session.getAttribute("item")).count
                            + ((List<Item>) session.getAttribute("list")).get(0).count);
                }
                @Route("/add") void add(HttpServerExchange exchange) {
                    send(exchange, ++((Item) session(exchange).getAttribute("item")).count);
                }
                @Route("/same") void same(HttpServerExchange exchange) {
                    send(exchange, session(exchange).getAttribute("item") == session(exchange).getAttribute("item"));
                }
                @Route("/replace") void replace(HttpServerExchange exchange) {
                    Item before = (Item) session(exchange).setAttribute("item", new Item());
                    Object again = session(exchange).removeAttribute("item");
                    send(exchange, before.count + " " + (again instanceof Item) + " "
                            + session(exchange).getAttribute("item") + session(exchange).setAttribute("item", null));
                }
                @Route("/alone") void alone(HttpServerExchange exchange) {
                    session(exchange).setAttribute("alone", new Object());
                    send(exchange, session(exchange).getAttribute("alone") != null);
                }
                @Route("/names") void names(HttpServerExchange exchange) {
                    send(exchange, session(exchange).getAttributeNames() + " " + session(exchange).getAttribute("alone")
                            + session(exchange).getAttribute("item"));
                }
                @Route("/slow") void slow(HttpServerExchange exchange) throws Exception {
                    var session = session(exchange);
                    System.setProperty("test.waiting", "yes");
                    ((java.util.concurrent.CountDownLatch) System.getProperties().get("test.gate")).await();
                    int seen = ((Item) session.getAttribute("item")).count;
                    session.setAttribute("item", new Item());
                    send(exchange, seen);
                }
                @Route("/manage/{what}") void manage(HttpServerExchange exchange) {
                    var manager = session(exchange).getSessionManager();
                    try {
                        switch (exchange.getQueryParameters().get("what").getFirst()) {
                            case "listen" -> manager.registerSessionListener(new io.undertow.server.session.SessionListener() {});
                            case "stop" -> manager.stop();
                            case "find" -> send(exchange, manager.getSession(session(exchange).getId()).getAttribute("text"));
                        }
                    } catch (UnsupportedOperationException e) {
                        send(exchange, e.getMessage());
                    }
                }
                @Route("/login") void login(HttpServerExchange exchange) {
                    session(exchange).setAttribute("login",
                            new io.undertow.security.api.AuthenticatedSessionManager.AuthenticatedSession(new Ann(), "FORM"));
                }
                @Route("/who") void who(HttpServerExchange exchange) {
                    var login = (io.undertow.security.api.AuthenticatedSessionManager.AuthenticatedSession)
                            session(exchange).getAttribute("login");
                    send(exchange, login.getAccount().getPrincipal().getName() + " " + (login.getAccount() instanceof Ann));
                }
            }""";
    private static final String ANN = """
            public class Ann implements io.undertow.security.idm.Account, java.security.Principal, java.io.Serializable {
                public java.security.Principal getPrincipal() { return this; }
                public Set<String> getRoles() { return Set.of(); }
                public String getName() { return "ann"; }
            }""";

    @TempDir
    private Path folder;
    private ReloadingServer server;
    private Client client;

    private static Sources version(int number) {
        return new Sources().type("Page", PAGE).type("Item", ITEM.formatted(number)).type("Ann", ANN);
    }

    @BeforeEach
    void start() throws IOException {
        System.getProperties().put(GATE, new CountDownLatch(1));
        server = ReloadingServer.start(folder, version(1));
        client = server.client();
    }

    @AfterEach
    void stop() {
        ((CountDownLatch) System.getProperties().remove(GATE)).countDown();
        System.clearProperty(WAITING);
        server.close();
    }

    @Test
    void valuesAreOfTheClassesOfWhoeverReadsThem() throws IOException {
        client.get("/put");
        assertThat(client.get("/show")).isEqualTo("[bytes, item, list, text] text711");
        assertThat(client.get("/add")).isEqualTo("2");
        server.reload(version(5));
        assertThat(client.get("/show")).isEqualTo("[bytes, item, list, text] text721");
        assertThat(client.get("/add")).isEqualTo("3");
        assertThat(client.get("/same")).isEqualTo("true");
        server.reload(version(6));
        server.reload(version(7));
        assertThat(client.get("/add")).isEqualTo("4");
        assertThat(client.get("/replace")).isEqualTo("4 true nullnull");
        assertThat(client.get("/names")).doesNotContain("item");
        server.assertOldClassesGo();
    }

    @Test
    void oldAndNewCodeEachHaveTheirOwnMeanwhile() throws Exception {
        client.get("/put");
        CompletableFuture<String> slow = CompletableFuture.supplyAsync(() -> client.get("/slow"));
        await().until(() -> System.getProperty(WAITING) != null);
        server.takeOver(version(5));
        assertThat(client.get("/add")).isEqualTo("2");
        ((CountDownLatch) System.getProperties().get(GATE)).countDown();
        assertThat(slow.join()).as("a copy of what the new code has").isEqualTo("2");
        assertThat(client.get("/add")).as("a copy of what the old code has set").isEqualTo("2");
        server.retire();
        assertThat(client.get("/add")).isEqualTo("3");
        server.assertOldClassesGo();
    }

    @Test
    void whatACodeSetsThatIsAlreadyLetGoOfHoldsItNot() throws Exception {
        client.get("/put");
        CompletableFuture<String> slow = CompletableFuture.supplyAsync(() -> client.get("/slow"));
        await().until(() -> System.getProperty(WAITING) != null);
        server.takeOver(version(5));
        server.passivate();
        ((CountDownLatch) System.getProperties().get(GATE)).countDown();
        assertThat(slow.join()).isEqualTo("1");
        server.retire();
        assertThat(client.get("/add")).isEqualTo("2");
        server.assertOldClassesGo();
    }

    @Test
    void whatCannotBeSerializedIsDropped() throws IOException {
        Client second = server.client();
        assertThat(client.get("/alone")).isEqualTo("true");
        second.get("/alone");
        try (LoggedLines lines = LoggedLines.of("dev.swell.worker")) {
            server.reload(version(2));
            assertThat(client.get("/names")).isEqualTo("[] nullnull");
            assertThat(lines.withId("SWELL-209")).singleElement().asString().contains("'alone'")
                    .contains("java.lang.Object isn't Serializable");
        }
    }

    @Test
    void whatCannotBeReadIsNotSeenButByCodeThatCan() throws IOException {
        client.get("/put");
        try (LoggedLines lines = LoggedLines.of("dev.swell.worker")) {
            server.reload(version(2).type("Item",
                    "public class Item implements java.io.Serializable { int count; static final long serialVersionUID = 2; }"));
            assertThat(client.get("/names")).endsWith(" nullnull");
            client.get("/names");
            assertThat(lines.withId("SWELL-210")).singleElement().asString().contains("'item'")
                    .contains("serialVersionUID");
        }
        server.reload(version(3));
        assertThat(client.get("/show")).endsWith("text711");
    }

    @Test
    void anAccountIsKeptWithoutItsClass() throws IOException {
        client.get("/login");
        server.reload(version(2));
        assertThat(client.get("/who")).isEqualTo("ann true");
        server.reload(version(3));
        assertThat(client.get("/who")).isEqualTo("ann true");
        server.assertOldClassesGo();
    }

    @Test
    void theSessionsAreTheServers() {
        assertThat(client.get("/manage/listen")).contains("SWELL-355").contains("can't be listened to")
                .contains("@Destroyed(SessionScoped.class)");
        assertThat(client.get("/manage/stop")).contains("SWELL-355").contains("can't be stopped");
        client.get("/put");
        assertThat(client.get("/manage/find")).isEqualTo("text");
    }
}
