package dev.swell.tck.benchmarks.reload;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads answers that take two seconds, one after the other. */
final class StreamClient extends HttpClient {

    private static final int CHUNKS = 20;

    StreamClient(String name, Traffic traffic) {
        super(name, traffic);
    }

    @Override
    void start() {
        connect();
        next();
    }

    private void next() {
        if (!traffic().isEnding()) {
            request("GET", "/stream", "");
        }
    }

    /** All of it was made by one version, in order. */
    @Override
    void answered(Answer answer) {
        withoutVersion(answer.body());
        String version = answer.body().split(" ")[0];
        expect(IntStream.rangeClosed(1, CHUNKS).mapToObj(i -> version + " " + i + "\n").collect(Collectors.joining()),
                answer.body());
        next();
    }
}
