package dev.swell.tck.benchmarks.reload;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A client that sends one request after the other on the same connection. */
abstract class HttpClient extends Client {

    private String awaited;

    HttpClient(String name, Traffic traffic) {
        super(name, traffic);
    }

    /** Sends the head of a request; {@code headers} are lines, each with its end. */
    final void request(String method, String path, String headers) {
        awaited = method + " " + path;
        send((method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Is told of the answer, which is one of status 200. */
    abstract void answered(Answer answer);

    @Override
    final String awaited() {
        return awaited;
    }

    @Override
    final void received(ByteBuffer bytes) {
        Answer answer = Answer.take(bytes);
        if (answer == null) {
            return;
        }
        if (awaited == null || bytes.hasRemaining()) {
            fail("an answer that nobody has asked for: " + answer);
        } else if (answer.status() != 200) {
            fail(awaited + " was answered with " + answer.status() + ": " + answer.head());
        } else {
            awaited = null;
            countDone();
            answered(answer);
        }
    }
}
