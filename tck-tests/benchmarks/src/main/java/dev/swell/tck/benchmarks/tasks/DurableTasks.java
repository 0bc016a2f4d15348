package dev.swell.tck.benchmarks.tasks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.LogManager;
import java.util.stream.Stream;

/** The measuring itself. */
final class DurableTasks {

    private static final List<String> CONTENDERS = List.of("fsync", "journal", "db-scheduler");
    private static final long LIMIT_NANOS = TimeUnit.MINUTES.toNanos(2);

    private final int seconds;
    private final int warmup;
    private final Path folder;
    private final Map<String, List<double[]>> samples = new LinkedHashMap<>();

    private DurableTasks(int seconds, int warmup, Path folder) {
        this.seconds = seconds;
        this.warmup = warmup;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset(); // how they start and stop is of no interest
        Path folder = Files.createTempDirectory(Path.of(arguments[4]), "tasks-");
        try {
            DurableTasks benchmark = new DurableTasks(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]),
                    folder);
            for (int round = 1; round <= Integer.parseInt(arguments[0]); round++) {
                for (String threads : arguments[3].split(",")) {
                    for (String contender : CONTENDERS) {
                        benchmark.measure(round, contender, Integer.parseInt(threads));
                    }
                }
            }
            benchmark.print();
        } finally {
            delete(folder);
        }
    }

    private void measure(int round, String name, int threads) throws Exception {
        Path own = Files.createDirectories(folder.resolve(name + round + "-" + threads));
        try (Contender contender = open(name, own, threads)) {
            double[] sample = new Run(contender, threads).measure(warmup, seconds);
            samples.computeIfAbsent(name + " " + threads, key -> new ArrayList<>()).add(sample);
            String sharing = contender instanceof JournaledTasks journal
                    ? " %.1f share a wait".formatted(journal.perGroup())
                    : "";
            System.out.printf("round %d %-12s %3d threads %8.0f/s kept %8.0f/s done, p50 %.2f ms p99 %.2f ms%s%n",
                    round, name,
                    threads, sample[0], sample[1], sample[2], sample[3], sharing);
        }
        delete(own);
    }

    private static Contender open(String name, Path folder, int threads) throws Exception {
        return switch (name) {
            case "fsync" -> new Disk(folder);
            case "journal" -> new JournaledTasks(folder, threads);
            default -> new DatabaseTasks(folder, Math.max(10, threads));
        };
    }

    /** Threads that deliver one task after the other. */
    private static final class Run {

        private final Contender contender;
        private final int threads;
        private final AtomicBoolean running = new AtomicBoolean(true);
        private final AtomicBoolean counting = new AtomicBoolean();
        private final AtomicLong ids = new AtomicLong();
        private final AtomicLong kept = new AtomicLong();
        private final AtomicReference<Throwable> failure = new AtomicReference<>();
        private final Latencies latencies = new Latencies();

        Run(Contender contender, int threads) {
            this.contender = contender;
            this.threads = threads;
        }

        double[] measure(int warmup, int seconds) throws Exception {
            List<Thread> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Thread thread = new Thread(this::deliver, "deliver-" + i);
                thread.start();
                all.add(thread);
            }
            TimeUnit.SECONDS.sleep(warmup);
            counting.set(true);
            long start = System.nanoTime();
            long keptBefore = kept.get();
            long doneBefore = contender.done();
            TimeUnit.SECONDS.sleep(seconds);
            long keptAfter = kept.get();
            double keeping = (System.nanoTime() - start) / 1e9;
            running.set(false);
            for (Thread thread : all) {
                thread.join();
            }
            awaitDone();
            double whole = (System.nanoTime() - start) / 1e9;
            return new double[]{(keptAfter - keptBefore) / keeping, (contender.done() - doneBefore) / whole,
                    latencies.millis(0.5), latencies.millis(0.99)};
        }

        private void awaitDone() throws Exception {
            long limit = System.nanoTime() + LIMIT_NANOS;
            while (failure.get() == null && contender.done() < kept.get()) {
                if (System.nanoTime() > limit) {
                    throw new IOException(contender.done() + " of " + kept + " tasks are done");
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
            if (failure.get() != null) {
                throw new IOException(failure.get());
            }
        }

        private void deliver() {
            try {
                while (running.get()) {
                    long start = System.nanoTime();
                    contender.deliver(String.valueOf(ids.incrementAndGet()));
                    kept.incrementAndGet();
                    if (counting.get()) {
                        latencies.add(System.nanoTime() - start);
                    }
                }
            } catch (Exception e) {
                failure.set(e);
            }
        }
    }

    private void print() {
        System.out.printf("%n%-14s %7s %9s %9s %9s %9s %12s%n", "medians", "threads", "kept/s", "done/s", "p50 ms",
                "p99 ms",
                "kept to fsync");
        samples.forEach((key, own) -> {
            String[] name = key.split(" ");
            double disk = median(samples.get("fsync " + name[1]), 0);
            System.out.printf("%-14s %7s %9.0f %9.0f %9.2f %9.2f %12.2f%n", name[0], name[1], median(own, 0),
                    median(own, 1), median(own, 2), median(own, 3), median(own, 0) / disk);
        });
    }

    private static double median(List<double[]> samples, int figure) {
        double[] values = samples.stream().mapToDouble(sample -> sample[figure]).sorted().toArray();
        return Arrays.stream(values, (values.length - 1) / 2, values.length / 2 + 1).average().orElseThrow();
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
