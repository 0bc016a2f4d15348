package dev.swell.tck.benchmarks.reload;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.swell.tck.benchmarks.Arguments;

/**
 * A {@link ReloadTrial} that takes long, under as much load as the machine bears: each ten seconds a reload, each minute a
 * look at the memory. Whoever waits must never wait long, and the memory must stay what it was after the first minute.
 *
 * <p>
 * Options: {@code --minutes 10 --heap 512 --java HOME}, and those of {@link Crowd}.
 */
public final class Soak {

    private static final Crowd CROWD = new Crowd(64, Duration.ofMillis(200), 200, Duration.ofMillis(100), 16, 16, 32,
            16);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int RELOADS_A_MINUTE = 6;
    private static final int BROKEN_EVERY = 5;
    private static final long SILENCE_MILLIS = 5_000;
    private static final long HEAP_GROWTH = 16 * 1024; // kilobytes, as those below
    private static final long METASPACE_GROWTH = 8 * 1024;
    private static final long RESIDENT_GROWTH = 64 * 1024;

    private Soak() {}

    /** Does it, prints what came of it, and ends with 1 if it finds anything. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        TrialResult result = ReloadTrial.run(parse(List.of(arguments)));
        System.out.print(result.table());
        List<String> findings = findings(result);
        findings.forEach(System.out::println);
        System.out.println(findings.isEmpty() ? "nothing stood still, and the memory is flat" : "");
        System.exit(findings.isEmpty() && result.findings().isEmpty() ? 0 : 1);
    }

    private static TrialOptions parse(List<String> command) {
        Set<String> names = new HashSet<>(Crowd.NAMES);
        names.addAll(Set.of("minutes", "heap", "java"));
        Arguments given = Arguments.parse(command, names);
        return new TrialOptions(given.number("minutes", 10) * RELOADS_A_MINUTE, BROKEN_EVERY, PAUSE, RELOADS_A_MINUTE,
                0, CROWD.with(given), given.number("heap", 512),
                Path.of(given.text("java", System.getProperty("java.home"))));
    }

    /** Returns who waited too long, and what memory has grown since the first look at it. */
    static List<String> findings(TrialResult result) {
        List<String> findings = new ArrayList<>();
        result.silences().forEach((kind, millis) -> {
            if (millis > SILENCE_MILLIS) {
                findings.add("a " + kind + " heard nothing for " + millis + " ms");
            }
        });
        result.answers().forEach((kind, count) -> {
            if (count == 0) {
                findings.add("no " + kind + " has got what it wanted");
            }
        });
        List<Memory> memory = List.copyOf(result.memory().values());
        Memory first = memory.get(0);
        Memory last = memory.get(memory.size() - 1);
        Map.of("heap", new long[]{first.heapKilobytes(), last.heapKilobytes(), HEAP_GROWTH},
                "metaspace", new long[]{first.metaspaceKilobytes(), last.metaspaceKilobytes(), METASPACE_GROWTH},
                "resident memory", new long[]{first.residentKilobytes(), last.residentKilobytes(), RESIDENT_GROWTH})
                .forEach((what, kilobytes) -> {
                    if (kilobytes[1] - kilobytes[0] > kilobytes[2]) {
                        findings.add(what + " has grown from " + kilobytes[0] + " KB to " + kilobytes[1] + " KB");
                    }
                });
        return findings;
    }
}
