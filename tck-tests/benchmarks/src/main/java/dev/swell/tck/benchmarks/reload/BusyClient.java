package dev.swell.tck.benchmarks.reload;

import java.util.Random;
import java.util.zip.CRC32;

/** Has the next request as soon as it has an answer; some of them have a large body. */
final class BusyClient extends HttpClient {

    private static final int UPLOAD_EACH = 16;
    private static final int UPLOAD_BYTES = 100_000;
    private static final byte[] UPLOAD = new byte[UPLOAD_BYTES];
    private static final CRC32 SUM = new CRC32();

    static {
        new Random(1).nextBytes(UPLOAD);
        SUM.update(UPLOAD);
    }

    private int turn;

    BusyClient(String name, Traffic traffic) {
        super(name, traffic);
    }

    @Override
    void start() {
        connect();
        next();
    }

    private void next() {
        if (traffic().isEnding()) {
            return;
        }
        turn++;
        if (isUpload()) {
            request("POST", "/upload", "Content-Length: " + UPLOAD_BYTES + "\r\n");
            send(UPLOAD);
        } else {
            request("GET", isQuery() ? "/query" : "/version", "");
        }
    }

    private boolean isUpload() {
        return turn % UPLOAD_EACH == 0;
    }

    private boolean isQuery() {
        return turn % 2 == 0;
    }

    @Override
    void answered(Answer answer) {
        String rest = withoutVersion(answer.body());
        expect(isUpload() ? UPLOAD_BYTES + " " + SUM.getValue() : isQuery() ? answer.body().split(" ")[0] : "", rest);
        next();
    }
}
