package dev.swell.runtime.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.swell.extension.model.Framing;

/** However the bytes are cut on their way, the messages are those that were sent. */
class FramerTest {

    private static final int SPLITS = 1_000_000;
    private static final int MAX = 3000;

    private final List<String> got = new ArrayList<>();

    private Framer framer(Framing framing, long max) {
        return TcpFrames.reader(framing, max, message -> got.add(new String(message, UTF_8)));
    }

    private static void feed(Framer framer, String bytes) throws ProtocolFailure {
        ByteBuffer in = ByteBuffer.wrap(bytes.getBytes(UTF_8));
        while (in.hasRemaining()) {
            framer.read(in);
        }
    }

    private static List<Framing> framings() {
        return List.of(new Framing("\n", 0), new Framing("\r\n", 0), new Framing("aab", 0), new Framing("--", 0),
                new Framing("", 2), new Framing("", 4), new Framing("", 1));
    }

    @Test
    void findsTheMessagesAgainAfterAMillionSplits() throws Exception {
        Random random = new Random(4711);
        for (Framing framing : framings()) {
            int splits = 0;
            Queue<byte[]> expected = new ArrayDeque<>();
            Framer framer = TcpFrames.reader(framing, MAX, message -> assertThat(message).isEqualTo(expected.poll()));
            ByteBuffer wire = ByteBuffer.allocate(64 * 1024);
            while (splits < SPLITS / framings().size()) {
                wire.clear();
                while (wire.remaining() > MAX + 10) {
                    byte[] message = message(random, framing);
                    expected.add(message);
                    wire.put(TcpFrames.of(framing, message));
                }
                for (wire.flip(); wire.hasRemaining(); splits++) {
                    byte[] piece = new byte[Math.min(wire.remaining(), 1 + random.nextInt(random.nextInt(40) + 1))];
                    wire.get(piece);
                    for (ByteBuffer in = ByteBuffer.wrap(piece); in.hasRemaining();) {
                        framer.read(in);
                    }
                }
                assertThat(expected).isEmpty();
                assertThat(framer.isWithin()).isFalse();
            }
        }
    }

    /** Of few letters, so that pieces of the delimiter stand everywhere; but not the whole of it. */
    private static byte[] message(Random random, Framing framing) {
        int longest = framing.lengthField() == 1 ? 255 : random.nextInt(100) == 0 ? MAX : 30;
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(longest + 1); text.length() < length;) {
            text.append("aab\r\n-".charAt(random.nextInt(6)));
        }
        String message = text.toString();
        String delimiter = framing.delimiter();
        if (!delimiter.isEmpty()) {
            while ((message + delimiter).indexOf(delimiter) < message.length()) {
                message = message.substring(0, Math.max(0, message.indexOf(delimiter)))
                        + message.substring(Math.min(message.length(), message.indexOf(delimiter) + 1));
                if (message.indexOf(delimiter) < 0 && (message + delimiter).indexOf(delimiter) < message.length()) {
                    message = message.substring(0, message.length() - 1);
                }
            }
        }
        return message.getBytes(UTF_8);
    }

    @Test
    void takesEmptyAndLargestMessages() throws Exception {
        String largest = "x".repeat(20);
        for (Framing framing : framings()) {
            got.clear();
            Framer framer = framer(framing, 20);
            for (String message : List.of("", largest, "", "y")) {
                framer.read(TcpFrames.of(framing, message.getBytes(UTF_8)));
            }
            assertThat(got).as("%s", framing).containsExactly("", largest, "", "y");
            assertThatThrownBy(() -> framer.read(TcpFrames.of(framing, (largest + "x").getBytes(UTF_8))))
                    .as("%s", framing).isInstanceOf(ProtocolFailure.class);
        }
    }

    @Test
    void refusesAMessageThatNeverEndsBeforeItFillsTheMemory() throws Exception {
        Framer framer = framer(new Framing("\r\n", 0), 100);
        feed(framer, "x".repeat(101) + "\r");
        assertThatThrownBy(() -> feed(framer, "x")).isInstanceOf(ProtocolFailure.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void readsLengthsWithoutSign(int field) {
        byte[] all = new byte[field];
        java.util.Arrays.fill(all, (byte) 0xff);
        assertThatThrownBy(() -> framer(new Framing("", field), 100).read(ByteBuffer.wrap(all)))
                .hasMessageContaining("more than 100 bytes");
    }

    @Test
    void claimsNoMemoryForALengthThatIsOnlyAnnounced() throws Exception {
        List<Framer> framers = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) { // of a gigabyte each, as they say
            Framer framer = framer(new Framing("", 4), 1 << 30);
            framer.read(ByteBuffer.wrap(new byte[]{0x40, 0, 0, 0, 1}));
            assertThat(framer.isWithin()).isTrue();
            framers.add(framer);
        }
        assertThat(framers).hasSize(100_000);
    }

    @Test
    void refusesToSendWhatTheLengthCannotSay() {
        assertThat(TcpFrames.of(new Framing("", 1), new byte[255]).remaining()).isEqualTo(256);
        assertThatThrownBy(() -> TcpFrames.of(new Framing("", 1), new byte[256]))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("lengthField = 1 allows 255");
        assertThatThrownBy(() -> TcpFrames.of(new Framing("", 2), new byte[1 << 16]))
                .hasMessageContaining("lengthField = 2 allows 65535");
    }
}
