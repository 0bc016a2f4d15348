package dev.swell.tck.benchmarks.peers;

/** What requests do that take longer. */
final class Work {

    private static final byte[] DOWNLOAD = new byte[300_000];
    private static final int QUERY_MILLIS = 20;
    private static final int STORE_MILLIS = 5;
    private static final long COMPUTE_NANOS = 200_000_000;
    private static final int STEPS = 10_000;

    private Work() {}

    /** Waits, as for a database. */
    static String query() throws InterruptedException {
        Thread.sleep(QUERY_MILLIS);
        return "slept";
    }

    /** Waits, as for a file to be stored. */
    static byte[] store() throws InterruptedException {
        Thread.sleep(STORE_MILLIS);
        return DOWNLOAD;
    }

    /** Computes, and never waits. */
    static String compute() {
        long end = System.nanoTime() + COMPUTE_NANOS;
        long value = 1;
        while (System.nanoTime() < end) {
            for (int i = 0; i < STEPS; i++) {
                value = value * 6364136223846793005L + 1442695040888963407L;
            }
        }
        return value == 0 ? "zero" : "done";
    }
}
