package dev.swell.tck.benchmarks.reload;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;

/** Sends bodies that take two seconds, one after the other. */
final class UploadClient extends HttpClient {

    private static final int PIECES = 20;
    private static final int PIECE_BYTES = 700;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

    private final Random random = new Random(1);
    private CRC32 sum;

    UploadClient(String name, Traffic traffic) {
        super(name, traffic);
    }

    @Override
    void start() {
        connect();
        next();
    }

    private void next() {
        if (!traffic().isEnding()) {
            sum = new CRC32();
            request("POST", "/upload", "Content-Length: " + PIECES * PIECE_BYTES + "\r\n");
            sendPiece(1);
        }
    }

    private void sendPiece(int number) {
        byte[] piece = new byte[PIECE_BYTES];
        random.nextBytes(piece);
        sum.update(piece);
        send(piece);
        if (number < PIECES) {
            traffic().loop().at(System.nanoTime() + PAUSE, () -> sendPiece(number + 1));
        }
    }

    @Override
    void answered(Answer answer) {
        expect(PIECES * PIECE_BYTES + " " + sum.getValue(), withoutVersion(answer.body()));
        next();
    }
}
