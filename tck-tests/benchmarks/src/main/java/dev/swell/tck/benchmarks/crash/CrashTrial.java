package dev.swell.tck.benchmarks.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Delivers durable and delayed tasks to a server that is killed at random moments, with reloads between; then to one whose
 * disk fills up; then to one whose journal is cut and damaged. The application writes down what was taken and what was done:
 * what was taken has to be done, and may be done twice only if the process was killed right after the first time.
 *
 * <p>
 * Options: {@code --tasks 100000 --kills 20 --delay 2000 --seed N --java HOME}, the delay at most and in milliseconds. To mount a disk that can be filled takes root's rights.
 */
public final class CrashTrial {

    private static final Path TARGET = Path.of(System.getProperty("benchmarks.target", "tck-tests/benchmarks/target"))
            .toAbsolutePath().normalize();
    private static final int AT_ONCE = 25;
    private static final int LONG_DELAY = 2_000;
    private static final int CLIENTS = 6;
    private static final int ORDERS = 20;
    private static final long CALM_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LIMIT_NANOS = TimeUnit.MINUTES.toNanos(2);

    private final CrashOptions options;
    private final Path folder;
    private final Random random;
    private final Verdict verdict = new Verdict();
    private final AtomicInteger orders = new AtomicInteger();
    private final AtomicInteger taken = new AtomicInteger();
    private int kills;
    private int reloads;

    private CrashTrial(CrashOptions options, Path folder) {
        this.options = options;
        this.folder = folder;
        this.random = new Random(options.seed());
    }

    /** Runs it with the options of the command line, and ends the process with 1 if something was lost or wrongly doubled. */
    public static void main(String[] arguments) throws Exception {
        CrashResult result = run(CrashOptions.parse(List.of(arguments)));
        System.out.println(result.table());
        System.exit(result.findings().isEmpty() ? 0 : 1);
    }

    static CrashResult run(CrashOptions options) throws Exception {
        System.out.println("seed " + options.seed());
        Path folder = Files.createTempDirectory(TARGET, "crash-");
        CrashTrial trial = new CrashTrial(options, folder);
        trial.kill();
        trial.fillDisk();
        trial.damage();
        CrashResult result = trial.verdict.result(trial.kills, trial.reloads);
        if (result.findings().isEmpty()) {
            delete(folder);
        } else {
            System.out.println("the logs are in " + folder);
        }
        return result;
    }

    private CrashServer start(Path own, Path stateDirectory) throws IOException, InterruptedException {
        return new CrashServer(options.javaHome(),
                TARGET.resolve("../../../runtime/bundle/target/swell.jar").normalize(),
                TARGET.resolve("benchmarks.jar"), own, stateDirectory);
    }

    private void kill(CrashServer server) {
        server.kill();
        verdict.killed(server.pid(), System.currentTimeMillis());
        kills++;
        reloads += server.reloads();
    }

    private void kill() throws Exception {
        Path own = Files.createDirectories(folder.resolve("kills"));
        Path state = own.resolve("state");
        for (int kill = 1; kill <= options.kills(); kill++) {
            try (CrashServer server = start(own, state)) {
                deliverAndKill(server, options.tasks() * kill / options.kills());
            }
            System.out.printf("kill %d: %d taken, %d done%n", kill, Line.keys(own.resolve("taken")).size(),
                    Line.keys(own.resolve("done")).size());
        }
        try (CrashServer server = start(own, state)) {
            deliver(server, options.tasks());
            awaitDone(own, Set.of());
            server.stop();
        }
        verdict.judge(own, Set.of());
    }

    /** Has clients deliver while the server is reloaded, and kills it at some moment before they have come so far. */
    private void deliverAndKill(CrashServer server, int upTo) throws Exception {
        int before = taken.get();
        int killAt = before + random.nextInt(Math.max(1, upTo - before));
        List<Thread> clients = clients(server, upTo);
        server.reload();
        while (taken.get() < killAt && clients.stream().anyMatch(Thread::isAlive)) {
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(100));
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(options.longestDelay())));
        kill(server);
        for (Thread client : clients) {
            client.join();
        }
    }

    private void deliver(CrashServer server, int upTo) throws InterruptedException {
        for (Thread client : clients(server, upTo)) {
            client.join();
        }
    }

    /** Starts clients that deliver until so many tasks are taken, or the server is gone. */
    private List<Thread> clients(CrashServer server, int upTo) {
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Random own = new Random(random.nextLong());
            Thread client = new Thread(() -> {
                try {
                    while (taken.get() < upTo) {
                        order(server, AT_ONCE, own.nextBoolean() ? 0 : own.nextInt(options.longestDelay()));
                    }
                } catch (IOException e) { // it was killed
                    return;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            client.start();
            clients.add(client);
        }
        return clients;
    }

    private int order(CrashServer server, int count, int delay) throws IOException, InterruptedException {
        int now = server.order("k" + orders.incrementAndGet(), count, delay);
        taken.addAndGet(now);
        return now;
    }

    private void fillDisk() throws Exception {
        Path own = Files.createDirectories(folder.resolve("disk"));
        try (SmallDisk disk = SmallDisk.mount(own.resolve("small"))) {
            Path state = disk.path().resolve("state");
            try (CrashServer server = start(own, state)) {
                orderUntil(server, ORDERS, AT_ONCE);
                disk.fill();
                orderUntil(server, ORDERS, 0);
                disk.empty();
                orderUntil(server, ORDERS, AT_ONCE);
                kill(server);
            }
            finish(own, state, Set.of());
        }
    }

    /** Orders again and again, until so many orders have been taken to such a part. */
    private void orderUntil(CrashServer server, int times, int expected) throws Exception {
        long limit = System.nanoTime() + LIMIT_NANOS;
        int seen = 0;
        while (seen < times) {
            seen += order(server, AT_ONCE, random.nextInt(options.longestDelay())) == expected ? 1 : 0;
            if (System.nanoTime() > limit) {
                throw new IOException("no " + times + " orders of which " + expected + " tasks were taken");
            }
        }
    }

    private void damage() throws Exception {
        if (options.damageApart()) {
            for (Damage kind : Damage.values()) {
                damage(Set.of(kind));
            }
        } else {
            damage(EnumSet.allOf(Damage.class));
        }
    }

    private void damage(Set<Damage> kinds) throws Exception {
        Path own = Files.createDirectories(
                folder.resolve(kinds.stream().map(Damage::toString).collect(Collectors.joining("-"))));
        Path state = own.resolve("state");
        try (CrashServer server = start(own, state)) {
            for (int i = 0; i < 8; i++) { // none is due before the kill, so that each record is that of a task
                order(server, AT_ONCE, LONG_DELAY + random.nextInt(options.longestDelay()));
            }
            kill(server);
        }
        Set<String> hit = Damage.apply(kinds, state.resolve("tasks"), Line.keys(own.resolve("taken")), random);
        finish(own, state, hit);
    }

    /** Has all that was taken be done, but for some that may be lost, and judges. */
    private void finish(Path own, Path stateDirectory, Set<String> hit) throws IOException, InterruptedException {
        try (CrashServer server = start(own, stateDirectory)) {
            awaitDone(own, hit);
            server.stop();
        }
        verdict.judge(own, hit);
    }

    private void awaitDone(Path own, Set<String> hit) throws IOException {
        long limit = System.nanoTime() + LIMIT_NANOS;
        long calmUntil = System.nanoTime(); // what was hit may be done or lost: by then it is due
        calmUntil += hit.isEmpty() ? 0
                : TimeUnit.MILLISECONDS.toNanos(LONG_DELAY + options.longestDelay()) + CALM_NANOS;
        while ((!verdict.left(own, hit).isEmpty() || System.nanoTime() < calmUntil) && System.nanoTime() < limit) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
