package dev.swell.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.swell.endtoend.Shell.Result;

/** Ports of other protocols, in the real jar and over reloads. */
@Tag("threads")
class PortsIT {

    private static final int CLIENTS = 10;
    private static final int RELOADS = 4;

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(folder);
    }

    @AfterEach
    void close() {
        shell.close();
    }

    private void deploy(String version, String more) throws Exception {
        new TestApplication().with("Echo",
                """
                        @dev.swell.socket.SocketHandler(path = "lines", protocol = dev.swell.socket.Protocol.TCP, port = "0",
                                delimiter = "\\n")
                        @dev.swell.socket.SocketHandler(path = "datagrams", protocol = dev.swell.socket.Protocol.UDP, port = "0")
                        %s
                        class Echo {
                            @jakarta.websocket.OnMessage
                            String echo(dev.swell.socket.Connection connection, String text) {
                                String seen = connection.attributes().getOrDefault("seen", "0");
                                connection.attributes().put("seen", String.valueOf(Integer.parseInt(seen) + 1));
                                return "%s " + seen + " " + text;
                            }
                        }
                        """
                        .formatted(more, version))
                .directory(folder.resolve("app"));
    }

    private int port(String name) throws Exception {
        JsonNode status = new ObjectMapper().readTree(shell.run("status", "--json").out());
        for (JsonNode listener : status.path("listeners")) {
            if (listener.path("name").asText().equals(name)) {
                return listener.path("port").asInt();
            }
        }
        throw new AssertionError(name + " is not in " + status);
    }

    /** Sends numbered lines and reads what comes back, a few of them on their way, until it is told to end. */
    private static List<String> talk(int port, AtomicBoolean over, AtomicInteger answered) {
        List<String> answers = new ArrayList<>();
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            for (int i = 0; !over.get(); i += 3) {
                socket.getOutputStream().write("%d\n%d\n%d\n".formatted(i, i + 1, i + 2).getBytes(UTF_8));
                for (int j = 0; j < 3; j++) {
                    answers.add(in.readLine());
                    answered.incrementAndGet();
                }
            }
            return answers;
        } catch (Exception e) {
            throw new AssertionError("after " + answers.size() + " answers", e);
        }
    }

    @Test
    void connections_stay_over_reloads_and_nothing_is_lost_doubled_or_out_of_order() throws Exception {
        deploy("v0", "");
        Result started = shell.run("start", "-d", "--app", "app");
        assertThat(started.exit()).as(started.err()).isZero();
        int port = port("lines");
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger answered = new AtomicInteger();
        List<CompletableFuture<List<String>>> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            CompletableFuture<List<String>> client = new CompletableFuture<>();
            clients.add(client);
            Thread thread = new Thread(() -> {
                try {
                    client.complete(talk(port, over, answered));
                } catch (Throwable e) {
                    client.completeExceptionally(e);
                }
            });
            thread.setDaemon(true);
            thread.start();
        }
        try (DatagramSocket datagrams = new DatagramSocket()) {
            datagrams.setSoTimeout(20_000);
            datagrams.connect(InetAddress.getLoopbackAddress(), port("datagrams"));
            assertThat(ask(datagrams, "a")).isEqualTo("v0 0 a");
            for (int i = 1; i <= RELOADS; i++) {
                deploy("v" + i, "");
                Result reloaded = shell.run("reload");
                assertThat(reloaded.exit()).as(reloaded.err()).isZero();
                assertThat(ask(datagrams, "a")).isEqualTo("v" + i + " " + i + " a");
                int before = answered.get();
                await().until(() -> answered.get() > before + 10 * CLIENTS);
            }
        }
        over.set(true);
        for (CompletableFuture<List<String>> client : clients) {
            List<String> answers = client.get();
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i)).matches("v\\d " + i + " " + i);
            }
            assertThat(answers).extracting(answer -> answer.charAt(1)).as("no old worker after a new one").isSorted();
        }
        assertThat(shell.run("stop").exit()).isZero();
    }

    private static String ask(DatagramSocket socket, String text) throws Exception {
        byte[] bytes = text.getBytes(UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length));
        DatagramPacket answer = new DatagramPacket(new byte[100], 100);
        socket.receive(answer);
        return new String(answer.getData(), 0, answer.getLength(), UTF_8);
    }

    @Test
    void a_port_that_is_taken_fails_the_start_and_the_reload() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String more = "@dev.swell.socket.SocketHandler(protocol = dev.swell.socket.Protocol.TCP, port = \"%d\", "
                    .formatted(taken.getLocalPort()) + "lengthField = 2)";
            deploy("v0", more);
            Result failed = shell.run("start", "--app", "app");
            assertThat(failed.exit()).isEqualTo(1);
            assertThat(failed.err()).contains("SWELL-835: TCP can't be served on 127.0.0.1 port " + taken.getLocalPort()
                    + " for app.Echo: Address already in use");

            deploy("v1", "");
            assertThat(shell.run("start", "-d", "--app", "app").exit()).isZero();
            deploy("v2", more);
            Result reloaded = shell.run("reload");
            assertThat(reloaded.exit()).isEqualTo(1);
            assertThat(reloaded.err()).contains("SWELL-835");
            try (Socket socket = new Socket("127.0.0.1", port("lines"))) {
                socket.getOutputStream().write("x\n".getBytes(UTF_8));
                assertThat(new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine())
                        .isEqualTo("v1 0 x");
            }
            assertThat(shell.run("stop").exit()).isZero();
        }
    }
}
