package dev.swell.runtime.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;

/** A client of lines. */
final class RawTcp implements AutoCloseable {

    private final Socket socket;
    private final BufferedReader in;

    RawTcp(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    }

    RawTcp send(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(UTF_8));
        return this;
    }

    /** Sends no more, but goes on reading. */
    RawTcp end() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Returns the next line, or null at the end. */
    String line() throws IOException {
        return in.readLine();
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
