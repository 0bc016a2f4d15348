package dev.swell.runtime.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.smallrye.common.annotation.NonBlocking;

import dev.swell.lifecycle.WorkerError;
import dev.swell.socket.Connection;
import dev.swell.socket.SocketHandler;
import dev.swell.state.Cleaner;

/** The callbacks of handlers. */
@Tag("threads")
class SocketHandlerTest {

    private static final BlockingQueue<String> EVENTS = new LinkedBlockingQueue<>();
    private static volatile CountDownLatch gate = new CountDownLatch(0);

    private static String event() throws InterruptedException {
        return EVENTS.poll(20, TimeUnit.SECONDS);
    }

    @RequestScoped
    static class Visit {
        private int calls;

        int calls() {
            return ++calls;
        }
    }

    @ApplicationScoped
    static class Counting implements Cleaner {
        static int cleaned;

        @Override
        public void clean() {
            cleaned++;
        }

        void error(@Observes WorkerError error) {
            EVENTS.add("worker error " + error.cause().getMessage());
        }
    }

    @SocketHandler(path = "/all")
    static class All {
        @Inject
        Visit visit;

        @OnOpen
        void open(Connection connection) throws InterruptedException {
            gate.await();
            connection.send("welcome " + connection.path());
        }

        @OnMessage
        String text(Connection connection, String message) throws InterruptedException {
            switch (message.strip()) {
                case "fail" -> throw new IllegalStateException("text");
                case "error" -> throw new StackOverflowError("deep");
                case "close" -> connection.close(new CloseReason(() -> 4001, "asked to"));
                case "normal" -> connection.close();
                case "wait" -> gate.await();
                case "null" -> {
                    return null;
                }
                default -> {
                }
            }
            return message + " " + visit.calls();
        }

        @OnMessage
        ByteBuffer binary(ByteBuffer message) {
            return message.slice(1, message.remaining() - 1);
        }

        @OnClose
        void close(CloseReason reason, Connection connection) {
            EVENTS.add("closed " + reason.getCloseCode().getCode() + " '" + reason.getReasonPhrase() + "' "
                    + connection.isOpen() + connection.send("too late"));
        }

        @OnError
        void error(Throwable thrown, Connection connection) {
            EVENTS.add("error " + thrown.getMessage() + " " + connection.isOpen() + " " + visit.calls());
        }
    }

    @SocketHandler(path = "/bad")
    static class Bad {
        @OnOpen
        void open() {
            throw new IllegalStateException("open");
        }

        @OnMessage
        void text(String message) {
            EVENTS.add(message);
        }

        @OnClose
        void close(CloseReason reason) {
            EVENTS.add("closed " + reason.getCloseCode());
            throw new IllegalStateException("close");
        }
    }

    @SocketHandler(path = "/quick")
    static class Quick {
        @NonBlocking
        @OnMessage
        String text(String message) {
            if (message.equals("fail")) {
                throw new IllegalStateException("quick");
            }
            return Thread.currentThread().getName();
        }

        @OnError
        void error(Throwable thrown) {
            EVENTS.add(thrown.getMessage() + " on " + Thread.currentThread().getName());
        }
    }

    private static SocketTestServer server;

    @BeforeAll
    static void start() {
        server = SocketTestServer.of(Visit.class, Counting.class, All.class, Bad.class, Quick.class);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void clear() {
        server.awaitIdle();
        EVENTS.clear();
    }

    private static RawWebSocket open(String path) throws IOException {
        return RawWebSocket.open(server.port(), path);
    }

    private static RawWebSocket welcomed() throws IOException {
        RawWebSocket client = open("/all");
        assertThat(client.readText()).isEqualTo("welcome /all");
        return client;
    }

    @Test
    void sendsBackWhatIsReturnedUnlessItIsNull() throws Exception {
        try (RawWebSocket client = welcomed()) {
            assertThat(client.text("null").text("a").readText()).isEqualTo("a 1");
            assertThat(client.send(0x82, new byte[]{1, 2, 3}).read().payload()).containsExactly(2, 3);
        }
    }

    @Test
    void runsEachCallbackInAUnitOfItsOwnAndCleansUp() throws Exception {
        try (RawWebSocket client = welcomed()) {
            await().until(() -> server.server().worker().active() == 0);
            int before = Counting.cleaned;
            assertThat(client.text("a").readText()).isEqualTo("a 1");
            assertThat(client.text("b").readText()).isEqualTo("b 1");
            client.close(1000).closeCode();
            await().untilAsserted(() -> assertThat(Counting.cleaned).isEqualTo(before + 3));
        }
    }

    @Test
    void tellsOnErrorInTheSameUnitAndGoesOn() throws Exception {
        try (RawWebSocket client = welcomed()) {
            client.text("fail");
            assertThat(event()).isEqualTo("error text true 1");
            client.text("error");
            assertThat(event()).isEqualTo("error deep true 1");
            assertThat(client.text("a").readText()).isEqualTo("a 1");
        }
    }

    @Test
    void closesAfterAFailedOpen() throws Exception {
        try (RawWebSocket client = open("/bad")) {
            client.text("never seen");
            assertThat(client.closeCode()).isEqualTo(1011);
            assertThat(client.isEnded()).isTrue();
        }
        assertThat(event()).isEqualTo("worker error open");
        assertThat(event()).isEqualTo("closed UNEXPECTED_CONDITION");
        assertThat(event()).isEqualTo("worker error close");
        assertThat(EVENTS).isEmpty();
    }

    @Test
    void closesWithTheReasonOfTheApplication() throws Exception {
        try (RawWebSocket client = welcomed()) {
            client.text("close").text("never seen");
            RawWebSocket.Received close = client.read();
            assertThat(close.opcode()).isEqualTo(8);
            assertThat(close.payload()).startsWith(4001 >>> 8, 4001 & 0xff).endsWith("asked to".getBytes());
            assertThat(event()).isEqualTo("closed 4001 'asked to' falsefalse");
            assertThat(client.close(4001).isEnded()).isTrue();
        }
        assertThat(EVENTS).isEmpty();
    }

    @Test
    void closesNormally() throws Exception {
        try (RawWebSocket client = welcomed()) {
            assertThat(client.text("normal").closeCode()).isEqualTo(1000);
            assertThat(client.close(1000).isEnded()).isTrue();
        }
        assertThat(event()).startsWith("closed 1000");
    }

    @Test
    void refusesReasonsThatCanNotBeSent() throws Exception {
        try (RawWebSocket client = welcomed()) {
            Connection connection = server.connections().at("/all").findFirst().orElseThrow();
            assertThatThrownBy(() -> connection.close(new CloseReason(CloseCodes.CLOSED_ABNORMALLY, "")))
                    .hasMessage("close code 1006 can't be sent: use 1000 to 1003, 1007 to 1014 or, for codes of your "
                            + "own, 3000 to 4999");
            assertThat(client.text("a").readText()).isEqualTo("a 1");
        }
    }

    @Test
    void tellsOnCloseOnceWhenThePeerVanishes() throws Exception {
        welcomed().close();
        assertThat(event()).isEqualTo("closed 1006 '' falsefalse");
        try (RawWebSocket client = welcomed()) {
            Socket socket = client.socket();
            socket.setSoLinger(true, 0);
        }
        assertThat(event()).startsWith("closed 1006");
        try (RawWebSocket client = welcomed()) {
            client.raw(RawWebSocket.head(0x81, 1000));
        }
        assertThat(event()).startsWith("closed 1006");
        await().untilAsserted(() -> assertThat(server.connections().count()).isZero());
        assertThat(EVENTS).isEmpty();
    }

    @Test
    void handlesMessagesBeforeTheCloseFrameFirst() throws Exception {
        try (RawWebSocket client = welcomed()) {
            gate = new CountDownLatch(1);
            client.text("wait").text("b").close(1000);
            gate.countDown();
            assertThat(client.readText()).isEqualTo("wait 1");
            assertThat(client.readText()).isEqualTo("b 1");
            assertThat(client.closeCode()).isEqualTo(1000);
        }
        assertThat(event()).startsWith("closed 1000");
    }

    @Test
    void answersPingsWhileAHandlerIsBusy() throws Exception {
        try (RawWebSocket client = welcomed()) {
            gate = new CountDownLatch(1);
            client.text("wait").text("b").send(0x89, new byte[]{7});
            assertThat(client.read().first()).isEqualTo(0x8a);
            gate.countDown();
            assertThat(client.readText()).isEqualTo("wait 1");
        }
    }

    @Test
    void answersPingsWhileALargeMessageIsHandled() throws Exception {
        try (RawWebSocket client = welcomed()) {
            gate = new CountDownLatch(1);
            client.text("wait" + " ".repeat(1 << 20)).send(0x89, new byte[]{7});
            assertThat(client.read().first()).isEqualTo(0x8a);
            gate.countDown();
            assertThat(client.readText()).endsWith(" 1");
        }
    }

    @Test
    void keepsMessagesWaitingUntilOnOpenIsDone() throws Exception {
        gate = new CountDownLatch(1);
        try (RawWebSocket client = open("/all")) {
            client.text("a").send(0x89, new byte[0]);
            assertThat(client.read().first()).isEqualTo(0x8a);
            gate.countDown();
            assertThat(client.readText()).isEqualTo("welcome /all");
            assertThat(client.readText()).isEqualTo("a 1");
        }
    }

    @Test
    void runsNonBlockingCallbacksOnTheIoThread() throws Exception {
        try (RawWebSocket client = open("/quick")) {
            assertThat(client.text("a").readText()).contains("I/O");
            client.text("fail");
            assertThat(event()).startsWith("quick on ").doesNotContain("I/O");
            assertThat(client.text("b").readText()).contains("I/O");
        }
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"}) // on purpose
    void keepsOnlyStringsWithAConnection() throws Exception {
        try (RawWebSocket client = welcomed()) {
            Connection connection = server.connections().at("/all").findFirst().orElseThrow();
            Map attributes = connection.attributes();
            attributes.put("name", "ann");
            assertThat(connection.attributes()).containsEntry("name", "ann");
            assertThatThrownBy(() -> attributes.put("name", new Object())).isInstanceOf(ClassCastException.class);
            client.close(1000).closeCode();
        }
    }

    @Test
    void countsMessages() throws Exception {
        double in = messages("in");
        double out = messages("out");
        try (RawWebSocket client = welcomed()) {
            client.text("a").text("b").readText();
            client.readText();
            assertThat(messages("in")).isEqualTo(in + 2);
            await().until(() -> messages("out") == out + 3);
            assertThat(server.server().metrics().export())
                    .contains("swell_socket_connections{mp_scope=\"vendor\",} 1.0");
        }
    }

    private static double messages(String direction) {
        return server.server().metrics().export().lines()
                .filter(line -> line.startsWith("swell_socket_messages_total") && line.contains("/all")
                        && line.contains("\"" + direction + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))).sum();
    }
}
