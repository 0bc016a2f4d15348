package dev.swell.tck.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A client of many connections on one thread; each sends its next request, or WebSocket message, when it has the whole
 * answer to the last. A process of its own, so that it can be kept off the server's core. All answers must have the same
 * length, which is learned from the first.
 *
 * <p>
 * Arguments: port, path, connections, seconds, requests per second of all connections together, or 0 for as many as are
 * answered. If they are to come at fixed times, one that has to wait for the answer before counts from when it was due:
 * else a server that stands still would be asked hardly anything meanwhile, and look well. Paths that end in {@code /ws} are sent WebSocket
 * messages of 32 bytes, those that end in {@code /upload} are posted 100 KB. Prints answers per second, their number, and
 * the 50th and 99th percentile of the time to the answer in microseconds.
 */
final class Load {

    /** What came of it; times in microseconds. */
    record Result(double rate, long answers, long p50, long p99) {

        static Result parse(String line) {
            String[] figures = line.split(" ");
            return new Result(Double.parseDouble(figures[0]), Long.parseLong(figures[1]), Long.parseLong(figures[2]),
                    Long.parseLong(figures[3]));
        }

        @Override
        public String toString() {
            return rate + " " + answers + " " + p50 + " " + p99;
        }
    }

    private static final int IDLE_MILLIS = 100;
    private static final int LATENCIES = 2_000_000; // one counter per microsecond
    private static final int UPLOAD_BYTES = 100_000;
    private static final int MESSAGE_BYTES = 32;
    private static final int STATUS = "HTTP/1.1 ".length();
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");
    private static final Pattern CHUNKED = Pattern.compile("(?i)\r\ntransfer-encoding: *chunked");
    private static final String LAST_CHUNK = "0\r\n\r\n";

    private final int port;
    private final String path;
    private final ByteBuffer request;
    private final ByteBuffer received = ByteBuffer.allocateDirect(512 * 1024);
    private final int[] latencies = new int[LATENCIES];
    private final PriorityQueue<Client> early = new PriorityQueue<>((one, other) -> Long.compare(one.due, other.due));
    private long interval;
    private int answerLength;
    private long answers;

    private static final class Client {
        private final SocketChannel channel;
        private final SelectionKey key;
        private final ByteBuffer unsent;
        private int length;
        private long due;

        private Client(SocketChannel channel, Selector selector, ByteBuffer request) throws IOException {
            this.channel = channel;
            this.unsent = request.duplicate();
            this.key = channel.configureBlocking(false).register(selector, SelectionKey.OP_READ, this);
        }
    }

    private Load(int port, String path) {
        this.port = port;
        this.path = path;
        this.request = isWebSocket() ? message() : request();
    }

    public static void main(String[] arguments) throws IOException {
        Load load = new Load(Integer.parseInt(arguments[0]), arguments[1]);
        System.out.println(load.run(Integer.parseInt(arguments[2]), Double.parseDouble(arguments[3]),
                Integer.parseInt(arguments[4])));
    }

    private boolean isWebSocket() {
        return path.endsWith("/ws");
    }

    private ByteBuffer request() {
        if (!path.endsWith("/upload")) {
            return direct(head("GET", "").getBytes(ISO_8859_1));
        }
        String head = head("POST",
                "Content-Type: application/octet-stream\r\nContent-Length: " + UPLOAD_BYTES + "\r\n");
        return direct((head + "x".repeat(UPLOAD_BYTES)).getBytes(ISO_8859_1));
    }

    /** With a name, since servers may check a numeric address at length. */
    private String head(String method, String more) {
        return method + " " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\n" + more + "\r\n";
    }

    /** Masked with zeros, which leave the text as it is. */
    private static ByteBuffer message() {
        byte[] frame = ("      " + "x".repeat(MESSAGE_BYTES)).getBytes(ISO_8859_1);
        System.arraycopy(new byte[]{(byte) 0x81, (byte) (0x80 | MESSAGE_BYTES), 0, 0, 0, 0}, 0, frame, 0, 6);
        return direct(frame);
    }

    private static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    private Result run(int connections, double seconds, int rate) throws IOException {
        try (Selector selector = Selector.open()) {
            List<Client> clients = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                clients.add(connect(selector));
            }
            interval = rate == 0 ? 0 : TimeUnit.SECONDS.toNanos(connections) / rate;
            long begin = System.nanoTime();
            for (int i = 0; i < connections; i++) {
                clients.get(i).due = begin + interval * i / connections;
                sendWhenDue(clients.get(i), begin);
            }
            long end = begin + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
            for (long now = begin; now < end; now = System.nanoTime()) {
                selector.select(Math.max(1, untilNext(now)));
                for (Iterator<SelectionKey> keys = selector.selectedKeys().iterator(); keys.hasNext();) {
                    handle(keys.next());
                    keys.remove();
                }
                while (!early.isEmpty() && early.peek().due <= System.nanoTime()) {
                    send(early.poll());
                }
            }
            double took = (System.nanoTime() - begin) / 1e9;
            return new Result(answers / took, answers, percentile(0.5), percentile(0.99));
        }
    }

    private long untilNext(long now) {
        return early.isEmpty() ? IDLE_MILLIS : TimeUnit.NANOSECONDS.toMillis(early.peek().due - now + 999_999);
    }

    private Client connect(Selector selector) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (isWebSocket()) {
            upgrade(channel);
            answerLength = 2 + MESSAGE_BYTES;
        } else if (answerLength == 0) {
            answerLength = firstAnswer(channel);
        }
        return new Client(channel, selector, request);
    }

    private void upgrade(SocketChannel channel) throws IOException {
        channel.write(ByteBuffer.wrap(
                head("GET", "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n").getBytes(ISO_8859_1)));
        readHead(channel, "101");
    }

    private int firstAnswer(SocketChannel channel) throws IOException {
        ByteBuffer bytes = request.duplicate();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        String head = readHead(channel, "200");
        Matcher length = LENGTH.matcher(head);
        if (length.find()) {
            int whole = head.length() + Integer.parseInt(length.group(1));
            while (received.position() < whole) {
                readMore(channel);
            }
        } else if (CHUNKED.matcher(head).find()) {
            while (!soFar().endsWith(LAST_CHUNK)) {
                readMore(channel);
            }
        } else {
            throw new IOException("neither Content-Length nor chunks: " + head);
        }
        return received.position();
    }

    private String readHead(SocketChannel channel, String status) throws IOException {
        received.clear();
        int end = -1;
        while (end < 0) {
            readMore(channel);
            end = soFar().indexOf("\r\n\r\n");
        }
        String head = soFar().substring(0, end + 4);
        if (!head.startsWith(status, STATUS)) {
            throw new IOException(head);
        }
        return head;
    }

    private String soFar() {
        return ISO_8859_1.decode(received.duplicate().flip()).toString();
    }

    private int readMore(SocketChannel channel) throws IOException {
        int count = channel.read(received);
        if (count < 0) {
            throw new IOException("the server closed a connection");
        }
        return count;
    }

    private void handle(SelectionKey key) throws IOException {
        Client client = (Client) key.attachment();
        if (key.isWritable()) {
            write(client);
        }
        if (key.isReadable()) {
            read(client);
        }
    }

    private void sendWhenDue(Client client, long now) throws IOException {
        if (client.due > now) {
            early.add(client);
        } else {
            send(client);
        }
    }

    private void send(Client client) throws IOException {
        client.unsent.clear();
        client.length = 0;
        write(client);
    }

    private void write(Client client) throws IOException {
        client.channel.write(client.unsent);
        int interest = client.unsent.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
                : SelectionKey.OP_READ;
        if (client.key.interestOps() != interest) {
            client.key.interestOps(interest);
        }
    }

    private void read(Client client) throws IOException {
        received.clear();
        int count = readMore(client.channel);
        if (client.length == 0 && count > STATUS && !isWebSocket() && received.get(STATUS) != '2') {
            throw new IOException(soFar());
        }
        client.length += count;
        if (client.length > answerLength) {
            throw new IOException("an answer of " + client.length + " bytes where " + answerLength + " were expected");
        }
        if (client.length == answerLength) {
            long now = System.nanoTime();
            answers++;
            latencies[(int) Math.min(LATENCIES - 1, (now - client.due) / 1000)]++;
            client.due = interval == 0 ? now : client.due + interval;
            sendWhenDue(client, now);
        }
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
