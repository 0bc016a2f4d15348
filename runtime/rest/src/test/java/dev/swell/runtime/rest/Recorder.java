package dev.swell.runtime.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Stands between the clients of a test and its server, and writes down what each request was answered with, byte by byte, so
 * that the answers on the short way can be compared with RESTEasy's: see {@link BothWaysTest}.
 */
final class Recorder {

    private static final String DIRECTORY = System.getProperty("test.recordings", "");
    private static final Set<Path> BEGUN = new HashSet<>();
    private static final int LONG = 2_000;

    private final ServerSocket door;
    private final int port;
    private final Path file;

    private Recorder(int port, Path file) throws IOException {
        this.port = port;
        this.file = file;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** Returns the port that clients are to use for a server. */
    static int record(int portOfServer) {
        if (DIRECTORY.isEmpty()) {
            return portOfServer;
        }
        try {
            Recorder recorder = new Recorder(portOfServer, begin());
            daemon(recorder::accept);
            return recorder.door.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static synchronized Path begin() throws IOException {
        Path file = Files.createDirectories(Path.of(DIRECTORY)).resolve(test() + ".txt");
        if (BEGUN.add(file)) {
            Files.deleteIfExists(file);
        }
        return file;
    }

    private static String test() {
        return StackWalker.getInstance().walk(frames -> frames.map(StackWalker.StackFrame::getClassName)
                .filter(name -> name.endsWith("Test")).findFirst().orElseThrow()).replaceAll(".*\\.", "");
    }

    private static void daemon(Runnable code) {
        Thread thread = new Thread(code, "recorder");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                new Connection(door.accept(), new Socket(InetAddress.getLoopbackAddress(), port)).start();
            }
        } catch (IOException e) { // the server is gone
            try {
                door.close();
            } catch (IOException ignored) {
                // nobody waits for it
            }
        }
    }

    /** One connection of a client. */
    private final class Connection {
        private final Socket client;
        private final Socket server;
        private final StringBuilder request = new StringBuilder();
        private final StringBuilder answer = new StringBuilder();
        private volatile boolean isCut;

        Connection(Socket client, Socket server) throws IOException {
            this.client = client;
            this.server = server;
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        }

        void start() {
            daemon(() -> pass(client, server, true));
            daemon(() -> pass(server, client, false));
        }

        private void pass(Socket from, Socket to, boolean asks) {
            byte[] bytes = new byte[16 * 1024];
            try {
                InputStream in = from.getInputStream();
                for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                    note(new String(bytes, 0, count, StandardCharsets.ISO_8859_1), asks);
                    to.getOutputStream().write(bytes, 0, count);
                }
                to.shutdownOutput();
            } catch (IOException e) { // one of them is gone, and the other is to know
                isCut = true;
                Stream.of(client, server).forEach(Connection::abort);
            }
            if (!asks) {
                writeDown();
            }
        }

        private static void abort(Socket socket) {
            try {
                socket.setSoLinger(true, 0);
                socket.close();
            } catch (IOException ignored) {
                // it is closed
            }
        }

        private synchronized void note(String text, boolean asks) {
            if (asks && !answer.isEmpty()) {
                writeDown();
            }
            (asks ? request : answer).append(text);
        }

        private synchronized void writeDown() {
            if (answer.isEmpty()) {
                return;
            }
            if (isCut && answer.length() > LONG) { // how much of it came is chance
                answer.setLength(answer.indexOf("\r\n\r\n"));
            }
            if (answer.indexOf(" 413 ") > 0 && request.indexOf("\r\n\r\n") > 0) { // refused by its head: so is how much of its body
                request.setLength(request.indexOf("\r\n\r\n"));
            }
            append(normal(request) + " -> " + normal(answer) + System.lineSeparator());
            request.setLength(0);
            answer.setLength(0);
        }

        private String normal(StringBuilder text) {
            String steady = text.toString().replaceAll("\r\nDate: [^\r]*", "")
                    .replaceAll("X-Thread: [^\r]*|SWELLSESSION=[^;\r]*", "(varies)")
                    .replace(":" + door.getLocalPort(), ":port")
                    .replace(":" + port, ":port").replace("\r", "\\r").replace("\n", "\\n");
            return steady.length() > LONG
                    ? steady.substring(0, LONG) + "..." + steady.length() + ":" + steady.hashCode()
                    : steady;
        }
    }

    private synchronized void append(String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
