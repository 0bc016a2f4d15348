package dev.swell.runtime.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import jakarta.websocket.CloseReason;

import org.junit.jupiter.api.Test;

class FrameReaderTest {

    private final List<Object> received = new ArrayList<>();

    private final FrameReader.Listener listener = new FrameReader.Listener() {
        @Override
        public void received(Object message, int bytes) {
            received.add(message instanceof byte[] data ? Arrays.toString(data) : message);
        }

        @Override
        public void pinged(byte[] payload) {
            received.add("ping " + payload.length);
        }

        @Override
        public void peerCloses(CloseReason reason) {
            received.add(reason.getCloseCode().getCode());
        }
    };

    @Test
    void makesTheSameMessagesHoweverTheBytesAreCut() throws Exception {
        Random random = new Random(3);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        List<Object> sent = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            addMessage(stream, sent, random);
        }
        byte[] bytes = stream.toByteArray();
        for (int most : new int[]{1, 2, 7, 100, 5000, bytes.length}) {
            received.clear();
            FrameReader reader = new FrameReader(1 << 20, null, listener);
            for (int at = 0; at < bytes.length;) {
                int length = Math.min(bytes.length - at, 1 + random.nextInt(most));
                ByteBuffer piece = ByteBuffer.wrap(bytes, at, length);
                while (piece.hasRemaining()) {
                    reader.read(piece);
                }
                at += length;
            }
            assertThat(received).as("pieces of up to %d bytes", most).isEqualTo(sent);
            assertThat(reader.isWithin()).isFalse();
        }
    }

    private static void addMessage(ByteArrayOutputStream stream, List<Object> sent, Random random) {
        byte[] data = new byte[random.nextInt(4) == 0 ? random.nextInt(3000) : random.nextInt(130)];
        random.nextBytes(data);
        boolean text = random.nextBoolean();
        if (text) {
            data = "\u20ac".repeat(data.length / 3).getBytes(UTF_8);
        }
        int opcode = text ? Frame.TEXT : Frame.BINARY;
        int at = 0;
        while (random.nextInt(3) == 0) {
            int cut = at + random.nextInt(data.length - at + 1);
            stream.writeBytes(RawWebSocket.frame(opcode, Arrays.copyOfRange(data, at, cut)));
            int ping = random.nextInt(126);
            stream.writeBytes(RawWebSocket.frame(0x89, new byte[ping]));
            sent.add("ping " + ping);
            opcode = Frame.CONTINUATION;
            at = cut;
        }
        stream.writeBytes(RawWebSocket.frame(0x80 | opcode, Arrays.copyOfRange(data, at, data.length)));
        sent.add(text ? new String(data, UTF_8) : Arrays.toString(data));
    }
}
