package ticks;

import java.util.Arrays;

/** How late runs were, in nanoseconds. */
final class Times {

    private static final int MOST = 200_000;
    private static final int MICRO = 1_000;

    private final long[] late = new long[MOST];
    private int count;

    synchronized void add(long nanos) {
        if (count < MOST) {
            late[count++] = nanos;
        }
    }

    synchronized void clear() {
        count = 0;
    }

    /** Gives the number of runs, and the 50th and 99th percentile and the most in microseconds. */
    @Override
    public synchronized String toString() {
        if (count == 0) {
            return "0 0 0 0";
        }
        Arrays.sort(late, 0, count);
        return count + " " + late[count / 2] / MICRO + " " + late[(int) (count * 0.99)] / MICRO + " "
                + late[count - 1] / MICRO;
    }
}
