package dev.swell.tck.benchmarks.reload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import dev.swell.tck.benchmarks.reload.Latencies.Phase;
import dev.swell.tck.benchmarks.reload.TrialServer.Outcome;
import dev.swell.tck.benchmarks.reload.TrialServer.Ran;

/**
 * Starts a server, lets clients loose on it, and replaces its application again and again, by one that is broken now and
 * then. Looks for anything that the clients could notice and for anything that is left of the workers before, and measures
 * what the reloads cost.
 *
 * <p>
 * Options, see {@link TrialOptions}: {@code --reloads 50 --clients 64 --sockets 200 --uploads 8 --streams 8
 * --broken-every 5 --baseline 30 --check-every 50 --java HOME} and so on. Ends with 1 if it finds anything.
 */
public final class ReloadTrial {

    private static final Path TARGET = Path.of(System.getProperty("benchmarks.target", "tck-tests/benchmarks/target"))
            .toAbsolutePath().normalize();
    private static final Path SWELL = TARGET.resolve("../../../runtime/bundle/target/swell.jar").normalize();

    /** After the swap; it is the first requests that find code which has never run. */
    private static final Duration SETTLING = Duration.ofMillis(250);
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    /** For what the last workers still do, and for collections after that. */
    private static final Duration CLEAN = Duration.ofSeconds(30);
    private static final int COMMAND_EACH = 7;
    private static final int LOOK_AGAIN_MILLIS = 100;
    /** So many workers may still be at what they began; each has a pool. */
    private static final int DRAINING = 4;

    private final TrialOptions options;
    private final Findings findings = new Findings();
    private final List<Long> boots = new ArrayList<>();
    private final Map<Integer, Memory> memory = new TreeMap<>();
    private TrialApplication application;
    private Releases releases;
    private TrialServer server;
    private Traffic traffic;
    private int version = 1;
    private int worker = 1;
    private int failed;

    private ReloadTrial(TrialOptions options) {
        this.options = options;
    }

    /** Runs one, prints what came of it, and ends with 1 if it finds anything. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        TrialResult result = run(TrialOptions.parse(List.of(arguments)));
        System.out.print(result.table());
        System.exit(result.findings().isEmpty() ? 0 : 1);
    }

    /** Runs a trial; what it writes below {@code target/}, the server's log too, stays if it finds anything. */
    static TrialResult run(TrialOptions options) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(TARGET, "trial-");
        TrialResult result = new ReloadTrial(options).run(folder);
        if (result.findings().isEmpty()) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        return result;
    }

    private TrialResult run(Path folder) throws IOException, InterruptedException {
        List<Path> libraries = libraries();
        List<Path> classPath = new ArrayList<>(libraries);
        classPath.add(SWELL);
        application = new TrialApplication(folder.resolve("classes"), classPath, options.reloads() + 1);
        releases = new Releases(folder.resolve("releases"), libraries);
        releases.release(application.jar(version));
        try (TrialServer started = new TrialServer(options, SWELL, releases.current(), folder, findings);
                Traffic begun = Traffic.start(started.address(), options.crowd(), findings)) {
            server = started;
            traffic = begun;
            measureOrTell();
            traffic.end();
            Map<String, Long> answers = traffic.answers();
            Map<String, Long> silences = traffic.silences();
            traffic.close();
            findings.expect(0, server.stop(), "the server's exit code");
            return new TrialResult(options, boots, failed, answers, silences, traffic.versions(), traffic.messages(),
                    memory,
                    findings.all());
        }
    }

    private static List<Path> libraries() throws IOException {
        try (Stream<Path> jars = Files.list(TARGET.resolve("trial-lib"))) {
            return jars.sorted().toList();
        }
    }

    private void measureOrTell() throws IOException, InterruptedException {
        try {
            measure();
        } catch (IOException | RuntimeException e) {
            throw new IOException("broken off: " + e.getMessage() + "; " + server.describe() + "\n"
                    + String.join("\n", findings.all()), e);
        }
    }

    private void measure() throws IOException, InterruptedException {
        stay(Phase.OTHER, WARM_UP);
        stay(Phase.BEFORE, Duration.ofSeconds(options.baselineSeconds()));
        for (int number = 1; number <= options.reloads(); number++) {
            long next = System.nanoTime() + options.pause().toNanos();
            reload(number);
            if (number % options.checkEvery() == 0 || number == options.reloads()) {
                check(number);
            }
            LockSupport.parkNanos(next - System.nanoTime());
        }
        releases.replace(application.jar(version));
        prove();
        stay(Phase.AFTER, Duration.ofSeconds(options.baselineSeconds()));
    }

    private void stay(Phase phase, Duration time) throws InterruptedException {
        traffic.phase(phase);
        Thread.sleep(time.toMillis());
        traffic.phase(Phase.OTHER);
    }

    private void reload(int number) throws IOException, InterruptedException {
        if (number % options.brokenEvery() == 0) {
            Fault[] faults = Fault.values();
            failToReload(number, faults[number / options.brokenEvery() % faults.length]);
        } else {
            succeed(number);
        }
        lookForPools();
    }

    private void failToReload(int number, Fault fault) throws IOException, InterruptedException {
        byte[] jar = application.jar(version + 1, fault);
        if (fault == Fault.HALF_WRITTEN) {
            releases.overwrite(jar);
        } else {
            releases.replace(jar);
        }
        Outcome outcome = outcome(number);
        failed++;
        if (outcome.worker() != worker || !outcome.failure().contains(fault.reason())) {
            findings.add("reload " + number + " of an application that is " + fault + ": " + outcome);
        }
    }

    private void succeed(int number) throws IOException, InterruptedException {
        byte[] jar = application.jar(version + 1);
        if (number == options.reloads() / 2 + 1) {
            releases.release(jar);
        } else {
            releases.replace(jar);
        }
        version++;
        worker++;
        traffic.phase(Phase.SWAP);
        Outcome outcome = outcome(number);
        boots.add(outcome.millis());
        if (outcome.worker() != worker || !outcome.failure().isEmpty()) {
            findings.add("reload " + number + ": " + outcome + " where worker " + worker + " was expected");
        }
        findings.expect(version + " ", server.get("/version"), "after reload " + number);
        Thread.sleep(SETTLING.toMillis());
        traffic.phase(Phase.OTHER);
    }

    /** Has a reload done: by a signal, by the command or by a request, which both tell of the same outcome as the log. */
    private Outcome outcome(int number) throws IOException, InterruptedException {
        if (number % 3 == 0) {
            server.signal("HUP");
            return server.awaitOutcome("SIGHUP");
        }
        boolean byCommand = number % COMMAND_EACH == 1;
        String told = byCommand ? command(number) : server.get("/reload");
        Outcome outcome = server.awaitOutcome((byCommand ? "command" : "request") + ", which has told '" + told + "'");
        String expected = outcome.failure().isEmpty() ? "orker " + outcome.worker() : firstLine(outcome.failure());
        if (!told.contains(expected)) {
            findings.add("reload " + number + " has told '" + told + "', the log says " + outcome);
        }
        return outcome;
    }

    private String command(int number) throws IOException {
        Ran ran = server.run("reload");
        findings.expect(number % options.brokenEvery() == 0 ? 1 : 0, ran.exitCode(),
                "exit code of reload " + number + ", which has told: " + ran.output());
        return ran.output();
    }

    /** The log has line ends escaped. */
    private static String firstLine(String message) {
        return message.split("\\\\n")[0];
    }

    /** Reloads once more, and has the server itself prove that nothing is left of the worker before. */
    private void prove() throws IOException, InterruptedException {
        Ran ran = server.run("reload", "--prove");
        Outcome outcome = server.awaitOutcome("command, which has told '" + ran.output() + "'");
        if (ran.exitCode() != 0 || outcome.worker() != worker + 1
                || !ran.output().contains("Worker " + worker + " is gone.")) {
            findings.add("reload --prove has told '" + ran.output() + "', the log says " + outcome);
        }
        worker++;
    }

    /** A worker's pool goes with it. */
    private void lookForPools() throws IOException {
        String pools = server.get("/pools");
        if (pools.split(" ").length - 1 > DRAINING + 1) {
            findings.add("version " + version + " serves, and there are the threads of " + pools);
        }
    }

    /** Waits until nothing is left of the workers before. */
    private void check(int number) throws IOException, InterruptedException {
        long end = System.nanoTime() + CLEAN.toNanos();
        String pool = version + " stock-" + version;
        while (!(server.get("/pools").equals(pool) && server.copies().size() == 1) && System.nanoTime() < end) {
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
        findings.expect(pool, server.get("/pools"), "pools after reload " + number);
        findings.expect(1, server.copies().size(), "copies of the application after reload " + number);
        Memory now = server.memory();
        while (!now.isOfOneWorker() && System.nanoTime() < end) {
            Thread.sleep(LOOK_AGAIN_MILLIS);
            now = server.memory();
        }
        memory.put(number, now);
        if (!now.isOfOneWorker()) {
            findings.add("after reload " + number + " there are " + now);
        }
    }
}
