package dev.swell.tck.benchmarks.reload;

import java.util.ArrayList;
import java.util.List;

/** What should not have happened. Safe for any thread. */
final class Findings {

    private static final int KEPT = 30;

    private final List<String> first = new ArrayList<>();
    private int count;

    synchronized void add(String finding) {
        if (count++ < KEPT) {
            first.add(finding);
        }
    }

    /** Adds a finding if two things aren't equal. */
    void expect(Object expected, Object found, String what) {
        if (!expected.equals(found)) {
            add(what + ": " + found + " where " + expected + " was expected");
        }
    }

    /** Returns them, of many only the first. */
    synchronized List<String> all() {
        List<String> all = new ArrayList<>(first);
        if (count > KEPT) {
            all.add("and " + (count - KEPT) + " more");
        }
        return all;
    }
}
