package ticks;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** When something ran that should run at an interval, and how late that was: after the beat of the run that was least late. */
final class Times {

    private static final int MOST = 200_000;
    private static final int MICRO = 1_000;

    private final long interval;
    private final long[] late = new long[MOST];
    private int count;
    private long beats;
    private Instant first;

    Times(long intervalMillis) {
        interval = intervalMillis * 1_000_000;
    }

    /** Adds a run of the bare executor, which leaves no beat out. */
    synchronized void add() {
        add(beats++);
    }

    /** Adds a run of a job, which says which beat it is. */
    synchronized void add(Instant scheduledAt) {
        first = first == null ? scheduledAt : first;
        add(Math.round((double) Duration.between(first, scheduledAt).toNanos() / interval));
    }

    private void add(long beat) {
        if (count < MOST) {
            late[count++] = System.nanoTime() - beat * interval;
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
        Arrays.sort(late, 0, count);
        return count + " " + (late[count / 2] - late[0]) / MICRO + " " + (late[(int) (count * 0.99)] - late[0]) / MICRO
                + " " + (late[count - 1] - late[0]) / MICRO;
    }
}
