package dev.swell.endtoend.documentation;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;

import io.undertow.util.StatusCodes;

/** Does what {@code websocat} does: one line is one message. */
final class Websocat {

    private static final int PATIENCE_SECONDS = 20;

    private final HttpClient client = HttpClient.newHttpClient();
    private final UnaryOperator<String> address;

    /** Makes one that turns an address of a page into the real one. */
    Websocat(UnaryOperator<String> address) {
        this.address = address;
    }

    /** What comes from the server. */
    private static final class Received implements WebSocket.Listener {
        private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        private final CountDownLatch closed = new CountDownLatch(1);
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            message.append(data);
            if (last) {
                messages.add(message.toString());
                message.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.countDown();
            return null;
        }
    }

    /**
     * Connects, and sends and awaits messages as the page shows them.
     *
     * @param shown lines that begin with {@code >} for messages to be sent and with {@code <} for those to be received
     * @return the lines as they were in truth
     */
    List<String> run(List<String> arguments, List<String> shown) throws InterruptedException {
        Received received = new Received();
        WebSocket socket;
        try {
            socket = connect(arguments, received);
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                int status = refused.getResponse().statusCode();
                return List.of("websocat: WebSocketError: WebSocketError: Received unexpected status code (" + status
                        + " " + StatusCodes.getReason(status) + ")");
            }
            throw e;
        }
        List<String> happened = talk(socket, received, shown);
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        received.closed.await(PATIENCE_SECONDS, SECONDS);
        received.messages.forEach(message -> happened.add("< " + message));
        return happened;
    }

    private static List<String> talk(WebSocket socket, Received received, List<String> shown)
            throws InterruptedException {
        List<String> happened = new ArrayList<>();
        for (String line : shown) {
            if (line.startsWith("> ")) {
                socket.sendText(line.substring(2), true).join();
                happened.add(line);
            } else {
                happened.add("< " + received.messages.poll(PATIENCE_SECONDS, SECONDS));
            }
        }
        return happened;
    }

    private WebSocket connect(List<String> arguments, Received received) {
        WebSocket.Builder builder = client.newWebSocketBuilder();
        String url = null;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext();) {
            String argument = rest.next();
            switch (argument) {
                case "-H" -> {
                    String[] header = rest.next().split(": ", 2);
                    builder.header(header[0], header[1]);
                }
                case "--protocol" -> builder.subprotocols(rest.next());
                default -> url = argument;
            }
        }
        return builder.buildAsync(URI.create(address.apply(url)), received).join();
    }
}
