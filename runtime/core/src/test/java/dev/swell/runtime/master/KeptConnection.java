package dev.swell.runtime.master;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.swell.runtime.master.ReloadedApplication.Answer;

/** One HTTP connection, which is used for one request after the other, with the cookie that was set last. */
final class KeptConnection implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?i)Content-Length: (\\d+)");

    private static final Pattern COOKIE = Pattern.compile("(?i)Set-Cookie: ([^;\r]+)");

    private final Socket socket;
    private String cookie = "";

    KeptConnection(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(20_000);
    }

    Answer get(String path) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + cookie + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        String head = head(socket.getInputStream());
        Matcher set = COOKIE.matcher(head);
        if (set.find()) {
            cookie = "Cookie: " + set.group(1) + "\r\n";
        }
        Matcher length = LENGTH.matcher(head);
        if (!length.find()) {
            socket.getInputStream().readAllBytes();
            throw new IOException("the answer has no length, and ended with the connection");
        }
        byte[] body = socket.getInputStream().readNBytes(Integer.parseInt(length.group(1)));
        return new Answer(Integer.parseInt(head.substring(9, 12)), head, new String(body, StandardCharsets.UTF_8));
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the connection was closed after: " + head);
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
