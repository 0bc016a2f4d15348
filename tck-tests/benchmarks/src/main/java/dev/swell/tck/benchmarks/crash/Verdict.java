package dev.swell.tck.benchmarks.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares what was taken with what was done. */
final class Verdict {

    /** How long the note of an end may take to the disk; it is a few milliseconds, where the machine is not too busy. */
    private static final long NOTE_MILLIS = 5_000;
    private static final int MOST_FINDINGS = 30;

    private final Map<Long, Long> kills = new HashMap<>();
    private final List<String> findings = new ArrayList<>();
    private int taken;
    private int refused;
    private int done;
    private int doubled;
    private int damaged;
    private long longestMillis;

    void killed(long process, long millis) {
        kills.put(process, millis);
    }

    /** Returns what was taken and is not yet done, but for some. */
    Set<String> left(Path own, Set<String> but) throws IOException {
        Set<String> left = new HashSet<>(Line.keys(own.resolve("taken")));
        left.removeAll(Line.keys(own.resolve("done")));
        left.removeAll(but);
        return left;
    }

    /** Judges what happened in a folder. */
    void judge(Path own, Set<String> hit) throws IOException {
        Set<String> keys = Line.keys(own.resolve("taken"));
        Set<String> refusals = Line.keys(own.resolve("refused"));
        Map<String, Line> first = new HashMap<>();
        Set<String> twice = new HashSet<>();
        for (Line line : Line.read(own.resolve("done"))) {
            Line before = first.putIfAbsent(line.key(), line);
            if (before != null) {
                twice.add(line.key());
                explain(own, before, line);
            }
            if (refusals.contains(line.key())) {
                find(own + ": " + line.key() + " was refused, and done");
            }
        }
        for (String lost : left(own, hit)) {
            find(own + ": " + lost + " was taken, and is lost");
        }
        damaged += (int) keys.stream().filter(key -> hit.contains(key) && !first.containsKey(key)).count();
        taken += keys.size();
        refused += refusals.size();
        done += (int) keys.stream().filter(first::containsKey).count(); // others were taken when the kill came before it was said
        doubled += twice.size();
    }

    private void explain(Path own, Line before, Line again) {
        Long killed = kills.get(before.process());
        if (before.process() == again.process() || killed == null) {
            find(own + ": " + again.key() + " was done twice though its process lived on");
            return;
        }
        long earlier = Math.max(0, killed - before.millis());
        longestMillis = Math.max(longestMillis, earlier);
        if (earlier > NOTE_MILLIS) {
            find(own + ": " + again.key() + " was done twice, the first time " + earlier + " ms before a kill");
        }
    }

    private void find(String finding) {
        if (findings.size() < MOST_FINDINGS) {
            findings.add(finding);
        }
    }

    CrashResult result(int killed, int reloads) {
        return new CrashResult(taken, refused, done, killed, reloads, doubled, longestMillis, damaged,
                List.copyOf(findings));
    }
}
