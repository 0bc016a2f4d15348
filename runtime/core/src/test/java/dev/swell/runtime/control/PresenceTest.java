package dev.swell.runtime.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

class PresenceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Map<String, RequestHandler> HANDLERS = Map.of(
            "count", (request, answer) -> {
                for (int i = 0; i < request.path("to").asInt(); i++) {
                    answer.send(i);
                }
            },
            "fail", (request, answer) -> {
                throw new IllegalStateException("no such worker");
            },
            "fall", (request, answer) -> {
                throw new StackOverflowError();
            });

    @TempDir
    Path folder;

    private StateDirectory directory() {
        return new StateDirectory(folder.resolve("state"));
    }

    private Presence claim() {
        return Presence.claim(directory(), false, HANDLERS);
    }

    private List<JsonNode> ask(String request, Map<String, ?> parameters) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        ControlClient.ask(directory().socket(), request, parameters, PATIENCE, lines::add);
        return lines;
    }

    private SocketChannel connect(String text) throws IOException {
        SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(directory().socket()));
        client.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        return client;
    }

    private static String readAll(SocketChannel client) throws IOException {
        StringBuilder text = new StringBuilder();
        ByteBuffer buffer = ByteBuffer.allocate(1000);
        while (client.read(buffer) >= 0) {
            text.append(StandardCharsets.UTF_8.decode(buffer.flip()));
            buffer.clear();
        }
        return text.toString();
    }

    @Test
    void isFoundAndAsked() throws Exception {
        try (Presence presence = claim()) {
            assertThat(Instance.find(directory())).hasValueSatisfying(
                    instance -> assertThat(instance.pid()).isEqualTo(ProcessHandle.current().pid()));
            assertThat(ask("count", Map.of("to", 3))).extracting(JsonNode::asInt).containsExactly(0, 1, 2);
            assertThat(presence).isNotNull();
        }
        assertThat(Instance.find(directory())).isEmpty();
    }

    @Test
    void isForThisUserOnly() throws Exception {
        try (Presence presence = claim()) {
            assertThat(presence).isNotNull();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory().socket())))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory().path())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void leavesOnlyTheLockFile() throws Exception {
        claim().close();
        try (Stream<Path> left = Files.list(directory().path())) {
            assertThat(left).containsExactly(directory().lockFile());
        }
    }

    @Test
    void tellsWhyARequestFailed() throws Exception {
        try (Presence presence = claim()) {
            assertThat(presence).isNotNull();
            assertThatThrownBy(() -> ask("fail", Map.of())).isInstanceOf(ControlFailure.class)
                    .hasMessage("no such worker");
            assertThatThrownBy(() -> ask("fall", Map.of())).isInstanceOf(ControlFailure.class)
                    .hasMessage("java.lang.StackOverflowError");
            assertThatThrownBy(() -> ask("dance", Map.of())).isInstanceOf(ControlFailure.class)
                    .hasMessageContaining("SWELL-696").hasMessageContaining("'dance'");
            assertThatThrownBy(() -> ask("count", Map.of("pid", 1))).isInstanceOf(ControlFailure.class)
                    .hasMessageContaining("has taken the place of PID 1");
        }
    }

    @Test
    void isNotImpressedByNonsense() throws Exception {
        try (Presence presence = claim()) {
            assertThat(presence).isNotNull();
            connect("").close();
            connect("{\"request\":\"co").close();
            for (String nonsense : List.of("\n", "GET / HTTP/1.1\r\n", "[]\n", "{\"request\":{}}\n", "null\n",
                    "{\"request\":\"count\"\n")) {
                try (SocketChannel client = connect(nonsense)) {
                    assertThat(readAll(client)).as(nonsense).startsWith("{\"failed\":");
                }
            }
            assertThat(ask("count", Map.of("to", 1))).hasSize(1);
        }
    }

    @Test
    void readsNoEndlessRequest() throws Exception {
        try (Presence presence = claim(); SocketChannel client = connect("")) {
            assertThat(presence).isNotNull();
            ByteBuffer block = ByteBuffer.allocate(1 << 20);
            assertThatThrownBy(() -> {
                while (true) {
                    client.write(block.clear());
                }
            }).isInstanceOf(IOException.class);
            assertThat(ask("count", Map.of("to", 1))).hasSize(1);
        }
    }

    @Test
    void answersWhileOthersHangAndGivesThoseUp() throws Exception {
        try (Presence presence = claim()) {
            assertThat(presence).isNotNull();
            List<SocketChannel> hanging = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                hanging.add(connect("{"));
                hanging.add(connect("{\"request\":\"count\",\"to\":1000000}\n")); // and reads nothing of it
            }
            assertThat(ask("count", Map.of("to", 1000))).hasSize(1000);
            await().atMost(PATIENCE).until(() -> exchanges() == 0);
            for (SocketChannel client : hanging) {
                client.close();
            }
        }
    }

    private static long exchanges() {
        return Thread.getAllStackTraces().values().stream().flatMap(Stream::of)
                .filter(frame -> frame.getClassName().equals(Exchange.class.getName())).count();
    }

    @Test
    void isNotKeptAwayByAProgramThatOnlyHasTheNumber() throws Exception {
        Files.createDirectories(directory().path());
        PidFile.ofThisProcess().write(directory().pidFile()); // alive, and started then, but silent

        try (Presence presence = claim()) {
            assertThat(presence).isNotNull();
            assertThat(ask("count", Map.of("to", 1))).hasSize(1);
        }
    }

    @Test
    void takesOverWhatAProcessThatIsGoneHasLeft() throws Exception {
        Files.createDirectories(directory().path());
        new PidFile(ProcessHandle.current().pid(), Instant.EPOCH).write(directory().pidFile());
        ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(directory().socket()))
                .close();

        assertThat(Instance.find(directory())).isEmpty();
        try (Presence presence = claim()) {
            assertThat(presence).isNotNull();
            assertThat(ask("count", Map.of("to", 1))).hasSize(1);
        }
    }

    @Test
    void isNotMistakenForAnotherThatAnswersThere() throws Exception {
        try (Presence presence = claim()) {
            assertThat(presence).isNotNull();
            new PidFile(ProcessHandle.current().pid(), Instant.EPOCH).write(directory().pidFile());
            assertThat(Instance.findAnswering(directory())).isEmpty();
        }
    }

    @Test
    void leavesWhatAnotherHasPutInItsPlace() throws Exception {
        Presence first = claim();
        try (Presence second = Presence.claim(directory(), true, HANDLERS)) {
            first.close();
            assertThat(second).isNotNull();
            assertThat(ask("count", Map.of("to", 1))).hasSize(1);
            assertThat(directory().pidFile()).doesNotExist(); // they are one process here, so it takes the file for its own
        }
    }

    @Test
    void saysThatAPathIsTooLong() {
        Path deep = folder;
        for (int i : IntStream.range(0, 12).toArray()) {
            deep = deep.resolve("0123456789");
        }
        StateDirectory directory = new StateDirectory(deep);

        assertThatThrownBy(() -> Presence.claim(directory, false, HANDLERS)).isInstanceOf(ControlFailure.class)
                .hasMessageContaining("SWELL-693").hasMessageContaining("--state-dir");
        assertThat(directory.pidFile()).doesNotExist();
    }

    @Test
    void goesByTheShorterPath() {
        Path here = Path.of("target").toAbsolutePath().resolve("x".repeat(80)).resolve("swell.sock");

        assertThat(StateDirectory.address(here).getPath()).isEqualTo(Path.of("target", "x".repeat(80), "swell.sock"));
    }

    @Test
    void saysThatTheDirectoryIsNone() throws Exception {
        Files.writeString(directory().path(), "a file");

        assertThatThrownBy(this::claim).isInstanceOf(ControlFailure.class).hasMessageContaining("SWELL-690")
                .hasMessageContaining("it is no directory");
    }
}
