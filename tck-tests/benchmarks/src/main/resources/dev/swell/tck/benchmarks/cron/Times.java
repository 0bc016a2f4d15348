package ticks;

import java.util.Arrays;

/** When something ran that should run at an interval, and how late that was: after the beat of the run that was least late. */
final class Times {

    private static final int MOST = 200_000;
    private static final int MICRO = 1_000;

    private final long interval;
    private final long[] nanos = new long[MOST];
    private int count;

    Times(long intervalMillis) {
        interval = intervalMillis * 1_000_000;
    }

    synchronized void add() {
        if (count < MOST) {
            nanos[count++] = System.nanoTime();
        }
    }

    synchronized void clear() {
        count = 0;
    }

    /** Gives the number of runs, and the 50th and 99th percentile and the most of the lateness in microseconds. */
    @Override
    public synchronized String toString() {
        if (count == 0) {
            return "0 0 0 0";
        }
        long[] late = new long[count];
        for (int i = 0; i < count; i++) {
            late[i] = Math.floorMod(nanos[i] - nanos[0] + interval / 2, interval) - interval / 2;
        }
        long least = Arrays.stream(late).min().getAsLong();
        Arrays.sort(late);
        return count + " " + (late[count / 2] - least) / MICRO + " " + (late[(int) (count * 0.99)] - least) / MICRO + " "
                + (late[count - 1] - least) / MICRO;
    }
}
