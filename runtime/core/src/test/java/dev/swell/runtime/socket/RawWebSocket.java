package dev.swell.runtime.socket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A WebSocket client that sends whatever bytes it is told to, right or wrong. Blocking; reads give up after a while. */
public final class RawWebSocket implements AutoCloseable {

    /** What {@link #closeCode} returns when the socket ended without a close frame. */
    public static final int NO_CLOSE_FRAME = -1;
    /** What {@link #closeCode} returns for a close frame without a code. */
    public static final int NO_CODE = 1005;

    private static final int PATIENCE_MILLIS = 20_000;
    private static final byte[] MASK = {0x12, 0x34, 0x56, 0x78};

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final String response;

    /**
     * A frame from the server.
     *
     * @param first the first byte: FIN, reserved bits and opcode
     */
    public record Received(int first, byte[] payload) {

        public int opcode() {
            return first & 0xf;
        }

        public String text() {
            return new String(payload, UTF_8);
        }
    }

    private RawWebSocket(int port, String request) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
        out.write(request.getBytes(ISO_8859_1));
        response = readHead();
    }

    /** Opens a WebSocket; more lines of the request's head may be given, without line ends. */
    public static RawWebSocket open(int port, String path, String... lines) throws IOException {
        RawWebSocket opened = request(port, upgrade(port, path, lines));
        if (opened.status() != 101) {
            opened.close();
            throw new IOException(opened.response);
        }
        return opened;
    }

    /** Sends any request and reads the head of the response. */
    public static RawWebSocket request(int port, String request) throws IOException {
        return new RawWebSocket(port, request);
    }

    /** Returns an upgrade request with more lines in its head. */
    public static String upgrade(int port, String path, String... lines) {
        String more = lines.length == 0 ? "" : String.join("\r\n", lines) + "\r\n";
        return "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + more + "\r\n";
    }

    private String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    /** Returns the status of the response to the request. */
    public int status() {
        return Integer.parseInt(response.split(" ")[1]);
    }

    /** Returns a header of the response, or null. */
    public String header(String name) {
        return response.lines().filter(line -> line.toLowerCase().startsWith(name.toLowerCase() + ": "))
                .map(line -> line.substring(name.length() + 2)).findFirst().orElse(null);
    }

    /** Returns a masked frame as it should be, or not. */
    public static byte[] frame(int first, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(head(first, payload.length));
        for (int i = 0; i < payload.length; i++) {
            frame.write(payload[i] ^ MASK[i % MASK.length]);
        }
        return frame.toByteArray();
    }

    /** Returns the head of a masked frame that announces so many bytes. */
    public static byte[] head(int first, long length) {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.write(first);
        if (length < 126) {
            head.write(0x80 | (int) length);
        } else if (length <= 0xffff) {
            head.write(0x80 | 126);
            head.write((int) length >>> 8);
            head.write((int) length);
        } else {
            head.write(0x80 | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                head.write((int) (length >>> shift));
            }
        }
        head.writeBytes(MASK);
        return head.toByteArray();
    }

    /** Sends bytes as they are. */
    public RawWebSocket raw(byte[] bytes) throws IOException {
        out.write(bytes);
        return this;
    }

    /** Sends bytes as they are, each given as a number. */
    public RawWebSocket raw(int... bytes) throws IOException {
        byte[] all = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            all[i] = (byte) bytes[i];
        }
        return raw(all);
    }

    public RawWebSocket send(int first, byte[] payload) throws IOException {
        return raw(frame(first, payload));
    }

    public RawWebSocket text(String text) throws IOException {
        return send(0x81, text.getBytes(UTF_8));
    }

    public RawWebSocket close(int code) throws IOException {
        return send(0x88, new byte[]{(byte) (code >>> 8), (byte) code});
    }

    /** Returns the next frame. */
    public Received read() throws IOException {
        int first = in.readUnsignedByte();
        int length = in.readUnsignedByte();
        long size = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
        byte[] payload = new byte[(int) size];
        in.readFully(payload);
        return new Received(first, payload);
    }

    /** Reads a frame in so many parts, with a pause after each. */
    public Received read(int parts, Duration pause) throws IOException {
        int first = in.readUnsignedByte();
        in.readUnsignedByte();
        byte[] payload = new byte[(int) in.readLong()];
        int part = payload.length / parts + 1;
        for (int at = 0; at < payload.length; at += part) {
            in.readFully(payload, at, Math.min(part, payload.length - at));
            LockSupport.parkNanos(pause.toNanos());
        }
        return new Received(first, payload);
    }

    /** Returns the text of the next frame. */
    public String readText() throws IOException {
        return read().text();
    }

    /** Reads to the server's close frame and returns its code. */
    public int closeCode() throws IOException {
        try {
            Received frame = read();
            while (frame.opcode() != 8) {
                frame = read();
            }
            byte[] payload = frame.payload();
            return payload.length < 2 ? NO_CODE : (payload[0] & 0xff) << 8 | payload[1] & 0xff;
        } catch (EOFException | SocketException e) {
            return NO_CLOSE_FRAME;
        }
    }

    /** Tells whether the server has ended the stream in order; waits for it. */
    public boolean isEnded() throws IOException {
        return in.read() < 0;
    }

    /** Returns the socket, to do worse. */
    public Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
