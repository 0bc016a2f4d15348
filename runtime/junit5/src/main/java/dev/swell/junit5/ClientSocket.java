package dev.swell.junit5;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * The client's end of a WebSocket. What the server sends is kept until it is asked for. Methods that wait do so for at most
 * 10 s where no time is given, and throw {@link AssertionError} when it is over.
 */
public final class ClientSocket implements AutoCloseable {

    private final String path;
    private final WebSocket socket;
    private final Messages messages;

    ClientSocket(String path, WebSocket socket, Messages messages) {
        this.path = path;
        this.socket = socket;
        this.messages = messages;
    }

    /** Returns the subprotocol that was chosen; empty if none was. */
    public String subprotocol() {
        return socket.getSubprotocol();
    }

    /** Sends a text message. */
    public void send(String text) {
        socket.sendText(text, true).join();
    }

    /** Sends a binary message. */
    public void send(byte[] data) {
        socket.sendBinary(ByteBuffer.wrap(data), true).join();
    }

    /** Waits for the next message, which must be text. */
    public String text() {
        return text(WebSocketClient.PATIENCE);
    }

    /** Waits at most that long for the next message, which must be text. */
    public String text(Duration atMost) {
        return next(String.class, "text", atMost);
    }

    /** Waits for the next message, which must be binary. */
    public byte[] binary() {
        return binary(WebSocketClient.PATIENCE);
    }

    /** Waits at most that long for the next message, which must be binary. */
    public byte[] binary(Duration atMost) {
        return next(byte[].class, "binary", atMost);
    }

    private <T> T next(Class<T> type, String kind, Duration atMost) {
        Object message;
        try {
            message = messages.queue.poll(atMost.toMillis(), MILLISECONDS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        if (message == null) {
            throw new AssertionError("no message came in on '" + path + "' within " + atMost);
        }
        if (message == Messages.END) {
            messages.queue.add(message);
            throw new AssertionError("'" + path + "' was closed with " + messages.closeCode.join()
                    + " before the next message");
        }
        if (!type.isInstance(message)) {
            throw new AssertionError("the next message on '" + path + "' is not " + kind + ": " + message);
        }
        return type.cast(message);
    }

    /** Waits until the socket is closed and returns the close code: 1006 if the connection just broke. */
    public int closeCode() {
        return closeCode(WebSocketClient.PATIENCE);
    }

    /** Waits at most that long until the socket is closed and returns the close code. */
    public int closeCode(Duration atMost) {
        try {
            return messages.closeCode.get(atMost.toMillis(), MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("'" + path + "' is still open after " + atMost, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static AssertionError interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new AssertionError("interrupted while it waited", e);
    }

    /** Closes it normally (1000), if it is open. */
    @Override
    public void close() {
        close(WebSocket.NORMAL_CLOSURE);
    }

    /** Closes it with that code, if it is open. */
    public void close(int code) {
        if (!socket.isOutputClosed()) {
            try {
                socket.sendClose(code, "").join();
            } catch (CompletionException e) {
                socket.abort(); // the server was faster
            }
        }
    }
}
