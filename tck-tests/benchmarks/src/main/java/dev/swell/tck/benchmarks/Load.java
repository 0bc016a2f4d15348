package dev.swell.tck.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Iterator;

/**
 * A client of many connections on one thread; each sends its next request, or WebSocket message, when it has the whole
 * answer to the last. A process of its own, so that it can be kept off the server's core. All answers to a path must have
 * the same length, which is learned from the first.
 *
 * <p>
 * Arguments: port, path (a WebSocket message of 32 bytes is sent if it is {@code /ws}), connections, seconds. Prints answers
 * per second, their number, and the 50th and 99th percentile of the time to the answer in microseconds.
 */
final class Load {

    private static final int LATENCIES = 2_000_000; // one counter per microsecond

    private final int port;
    private final String path;
    private final ByteBuffer request;
    private final int[] latencies = new int[LATENCIES];
    private int answerLength;
    private long answers;

    private static final class Client {
        private final ByteBuffer answer = ByteBuffer.allocateDirect(16 * 1024);
        private long sent;
    }

    private Load(int port, String path) {
        this.port = port;
        this.path = path;
        this.request = isWebSocket() ? maskedFrame() : ByteBuffer.wrap(head("").getBytes(ISO_8859_1));
    }

    public static void main(String[] arguments) throws IOException {
        Load load = new Load(Integer.parseInt(arguments[0]), arguments[1]);
        load.run(Integer.parseInt(arguments[2]), Double.parseDouble(arguments[3]));
    }

    private boolean isWebSocket() {
        return path.equals("/ws");
    }

    private String head(String more) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\n" + more + "\r\n";
    }

    private static ByteBuffer maskedFrame() {
        byte[] frame = new byte[6 + 32];
        Arrays.fill(frame, (byte) 'x');
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | 32);
        Arrays.fill(frame, 2, 6, (byte) 0);
        return ByteBuffer.wrap(frame);
    }

    private void run(int connections, double seconds) throws IOException {
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                connect(selector);
            }
            long begin = System.nanoTime();
            long end = begin + (long) (seconds * 1e9);
            while (System.nanoTime() < end) {
                selector.select(100);
                for (Iterator<SelectionKey> keys = selector.selectedKeys().iterator(); keys.hasNext();) {
                    read(keys.next());
                    keys.remove();
                }
            }
            double took = (System.nanoTime() - begin) / 1e9;
            System.out.printf("%.1f %d %d %d%n", answers / took, answers, percentile(0.5), percentile(0.99));
        }
    }

    private void connect(Selector selector) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        Client client = new Client();
        if (isWebSocket()) {
            upgrade(channel, client);
            answerLength = 2 + 32;
        } else if (answerLength == 0) {
            answerLength = firstAnswer(channel, client);
        }
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, client);
        send(channel, client);
    }

    private void upgrade(SocketChannel channel, Client client) throws IOException {
        channel.write(ByteBuffer.wrap(head("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n").getBytes(ISO_8859_1)));
        String head = readHead(channel, client);
        if (!head.startsWith("HTTP/1.1 101")) {
            throw new IOException(head);
        }
        client.answer.clear();
    }

    private int firstAnswer(SocketChannel channel, Client client) throws IOException {
        channel.write(request.duplicate());
        String head = readHead(channel, client);
        String length = head.lines().filter(line -> line.toLowerCase().startsWith("content-length:")).findFirst()
                .orElseThrow(() -> new IOException("no Content-Length: " + head));
        if (!head.startsWith("HTTP/1.1 200")) {
            throw new IOException(head);
        }
        int whole = head.length() + Integer.parseInt(length.substring(15).strip());
        while (client.answer.position() < whole) {
            readMore(channel, client);
        }
        client.answer.clear();
        return whole;
    }

    private static String readHead(SocketChannel channel, Client client) throws IOException {
        while (true) {
            readMore(channel, client);
            byte[] bytes = new byte[client.answer.position()];
            client.answer.duplicate().flip().get(bytes);
            String text = new String(bytes, ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            if (end >= 0) {
                return text.substring(0, end + 4);
            }
        }
    }

    private static void readMore(SocketChannel channel, Client client) throws IOException {
        if (channel.read(client.answer) < 0) {
            throw new IOException("the server closed a connection");
        }
    }

    private void send(SocketChannel channel, Client client) throws IOException {
        ByteBuffer bytes = request.duplicate();
        client.sent = System.nanoTime();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private void read(SelectionKey key) throws IOException {
        Client client = (Client) key.attachment();
        SocketChannel channel = (SocketChannel) key.channel();
        readMore(channel, client);
        if (client.answer.position() < answerLength) {
            return;
        }
        if (client.answer.position() > answerLength || !isWebSocket() && client.answer.get(9) != '2') {
            throw new IOException("an answer of " + client.answer.position() + " bytes where " + answerLength
                    + " bytes and status 200 were expected");
        }
        client.answer.clear();
        answers++;
        latencies[(int) Math.min(LATENCIES - 1, (System.nanoTime() - client.sent) / 1000)]++;
        send(channel, client);
    }

    private int percentile(double part) {
        long left = (long) (answers * part);
        int micros = 0;
        while (micros < LATENCIES - 1 && (left -= latencies[micros]) > 0) {
            micros++;
        }
        return micros;
    }
}
