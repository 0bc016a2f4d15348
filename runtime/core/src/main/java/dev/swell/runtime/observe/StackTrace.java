package dev.swell.runtime.observe;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Writes a throwable as the JDK does, but frames that repeat only once, and not more of them than anybody reads. */
final class StackTrace {

    private static final int MOST_LINES = 200;
    private static final int LONGEST_CYCLE = 16;

    private final StringBuilder text = new StringBuilder();
    private final Set<Throwable> written = Collections.newSetFromMap(new IdentityHashMap<>());

    private StackTrace() {}

    static String of(Throwable thrown) {
        StackTrace trace = new StackTrace();
        trace.write("", "", thrown, new StackTraceElement[0]);
        return trace.text.toString();
    }

    /** Writes it and its causes; in a loop, since a chain of causes may be longer than the stack is deep. */
    private void write(String indent, String caption, Throwable thrown, StackTraceElement[] around) {
        String says = caption;
        StackTraceElement[] known = around;
        for (Throwable next = thrown; next != null; next = next.getCause()) {
            if (!written.add(next)) {
                line(indent, says + "[CIRCULAR REFERENCE: " + next + "]");
                return;
            }
            line(indent, says + next);
            StackTraceElement[] frames = next.getStackTrace();
            int common = common(frames, known);
            frames(indent, Arrays.copyOf(frames, frames.length - common));
            if (common > 0) {
                line(indent, "\t... " + common + " more");
            }
            for (Throwable suppressed : next.getSuppressed()) {
                write(indent + "\t", "Suppressed: ", suppressed, frames);
            }
            says = "Caused by: ";
            known = frames;
        }
    }

    private void frames(String indent, StackTraceElement[] frames) {
        int next = 0;
        int lines = 0;
        while (next < frames.length && lines < MOST_LINES) {
            int cycle = cycle(frames, next);
            int times = times(frames, next, cycle);
            for (int i = 0; i < cycle; i++) {
                line(indent, "\tat " + frames[next + i]);
            }
            if (times > 1) {
                line(indent,
                        "\t... " + (cycle == 1 ? "" : "these " + cycle + " frames ") + (times - 1) + " more times");
            }
            next += cycle * times;
            lines += cycle;
        }
        if (next < frames.length) {
            line(indent, "\t... " + (frames.length - next) + " frames left out");
        }
    }

    /** Returns the length of what repeats from there on, at least twice more; 1 if nothing does. */
    private static int cycle(StackTraceElement[] frames, int from) {
        for (int length = 1; length <= LONGEST_CYCLE; length++) {
            if (times(frames, from, length) > 2) {
                return length;
            }
        }
        return 1;
    }

    /** Returns how many times so many frames are there, one after the other. */
    private static int times(StackTraceElement[] frames, int from, int length) {
        int same = 0;
        while (from + length + same < frames.length && frames[from + same].equals(frames[from + length + same])) {
            same++;
        }
        return 1 + same / length;
    }

    /** Returns how many of the outermost frames are the same. */
    private static int common(StackTraceElement[] frames, StackTraceElement[] around) {
        int common = 0;
        while (common < Math.min(frames.length, around.length)
                && frames[frames.length - 1 - common].equals(around[around.length - 1 - common])) {
            common++;
        }
        return common;
    }

    private void line(String indent, String line) {
        text.append(indent).append(line).append(System.lineSeparator());
    }
}
