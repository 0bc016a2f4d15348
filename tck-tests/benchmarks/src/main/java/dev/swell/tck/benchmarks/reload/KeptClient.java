package dev.swell.tck.benchmarks.reload;

import java.time.Duration;

import dev.swell.tck.benchmarks.reload.Latencies.Phase;

/**
 * Asks for the version, for a row of the database and for the count in its session, in turns and at fixed times: an answer
 * that comes late makes the next request late too, and that counts as well.
 */
final class KeptClient extends HttpClient {

    private static final String VERSION = "/version";
    private static final String QUERY = "/query";
    private static final String COUNT = "/count";

    private static final String[] PATHS = {VERSION, QUERY, VERSION, COUNT};

    private final long pause;
    private long due;
    private Phase begun;
    private int turn;
    private int counted;
    private String cookie = "";

    /**
     * Makes one.
     *
     * @param first when its first request is due
     * @param pause from one request to the next
     */
    KeptClient(String name, Traffic traffic, long first, Duration pause) {
        super(name, traffic);
        this.due = first;
        this.pause = pause.toNanos();
    }

    @Override
    void start() {
        connect();
        next();
    }

    private void next() {
        traffic().loop().at(due, () -> {
            if (!traffic().isEnding()) {
                begun = traffic().phase();
                request("GET", path(), cookie);
            }
        });
    }

    private String path() {
        return PATHS[turn % PATHS.length];
    }

    @Override
    void answered(Answer answer) {
        String rest = withoutVersion(answer.body());
        switch (path()) {
            case QUERY -> expect(answer.body().split(" ")[0], rest);
            case COUNT -> count(answer, rest);
            default -> traffic().versions().add(begun, traffic().phase(), System.nanoTime() - due);
        }
        turn++;
        due += pause;
        next();
    }

    private void count(Answer answer, String rest) {
        expect(++counted, Integer.parseInt(rest));
        if (answer.cookie() != null) {
            cookie = "Cookie: " + answer.cookie() + "\r\n";
        }
    }
}
