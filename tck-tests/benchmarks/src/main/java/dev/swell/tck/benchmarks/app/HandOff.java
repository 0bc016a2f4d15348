package dev.swell.tck.benchmarks.app;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.undertow.server.HttpServerExchange;

import dev.swell.async.TaskHandler;
import dev.swell.async.Tasks;
import dev.swell.http.Route;

/** Tasks that do next to nothing, handed over by Swell and by bare executors. */
@ApplicationScoped
public class HandOff {

    private static final int AT_ONCE = 50_000;
    private static final int THREADS = 64;
    private static final int SINGLE = 5_000;

    /**
     * A task.
     *
     * @param number tells it from others
     * @param nanos how long it keeps its thread busy; 0 for as short as can be
     * @param done is counted down by it
     */
    public record Work(int number, long nanos, CountDownLatch done) {}

    @Inject
    Tasks tasks;
    @Inject
    Counter counter;

    /** What tasks call, by its proxy whoever hands them over. */
    @ApplicationScoped
    public static class Counter {

        @TaskHandler
        void count(Work work) {
            if (work.nanos > 0) {
                long end = System.nanoTime() + work.nanos;
                while (System.nanoTime() - end < 0) {
                    Thread.onSpinWait();
                }
            }
            work.done.countDown();
        }
    }

    @Route("/handoff/{way}/{tasks}/{nanos}")
    void measure(HttpServerExchange exchange) {
        int all = Integer.parseInt(exchange.getQueryParameters().get("tasks").getFirst());
        long nanos = Long.parseLong(exchange.getQueryParameters().get("nanos").getFirst());
        String name = exchange.getQueryParameters().get("way").getFirst();
        Optional<ExecutorService> executor = executor(name);
        try {
            Consumer<Work> way = executor.<Consumer<Work>>map(
                    bare -> work -> bare.execute(() -> counter.count(work))).orElse(tasks::deliver);
            exchange.getResponseSender().send(rate(way, all, nanos) + " " + latencies(way, nanos));
        } finally {
            executor.ifPresent(ExecutorService::shutdown);
        }
    }

    private static Optional<ExecutorService> executor(String name) {
        return switch (name) {
            case "swell" -> Optional.empty();
            case "pool" -> Optional.of(Executors.newFixedThreadPool(THREADS));
            default -> Optional.of(virtual());
        };
    }

    private static ExecutorService virtual() {
        try {
            return (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no virtual threads", e);
        }
    }

    private static long rate(Consumer<Work> way, int all, long nanos) {
        long begin = System.nanoTime();
        for (int left = all; left > 0; left -= AT_ONCE) {
            CountDownLatch done = new CountDownLatch(Math.min(left, AT_ONCE));
            for (int i = 0; i < Math.min(left, AT_ONCE); i++) {
                way.accept(new Work(i, nanos, done));
            }
            await(done);
        }
        return Math.round(all / ((System.nanoTime() - begin) / 1e9));
    }

    /** Returns the median and the 99th percentile from the hand-off of a single task to its end, in nanoseconds. */
    private static String latencies(Consumer<Work> way, long nanos) {
        long[] took = new long[SINGLE];
        for (int i = 0; i < SINGLE; i++) {
            CountDownLatch done = new CountDownLatch(1);
            long begin = System.nanoTime();
            way.accept(new Work(i, nanos, done));
            await(done);
            took[i] = System.nanoTime() - begin;
        }
        Arrays.sort(took);
        return took[SINGLE / 2] + " " + took[SINGLE * 99 / 100];
    }

    private static void await(CountDownLatch done) {
        try {
            done.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
