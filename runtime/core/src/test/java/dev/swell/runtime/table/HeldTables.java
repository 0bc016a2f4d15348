package dev.swell.runtime.table;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

import dev.swell.extension.model.Place;
import dev.swell.extension.model.RowModel;
import dev.swell.runtime.observe.Metrics;
import dev.swell.runtime.timer.Timer;
import dev.swell.table.Key;
import dev.swell.table.Table;

/** An engine without a server; each worker is told of by its tables. */
final class HeldTables implements AutoCloseable {

    private final Timer timer = Timer.start();
    private final Metrics metrics = new Metrics();
    private final TableEngine engine = new TableEngine(timer, metrics);
    private int workers;

    TableEngine engine() {
        return engine;
    }

    Metrics metrics() {
        return metrics;
    }

    /** Starts a worker, without making it the current one. */
    WorkerTables worker() {
        return new WorkerTables(engine);
    }

    void begin(WorkerTables worker) {
        engine.begin(worker, ++workers);
    }

    void end(WorkerTables worker) {
        engine.leave(worker, true);
    }

    static RowModel row(Class<? extends Record> type, int size, Duration ttl) {
        int key = IntStream.range(0, type.getRecordComponents().length)
                .filter(i -> type.getRecordComponents()[i].isAnnotationPresent(Key.class)).findFirst().orElseThrow();
        return new RowModel(type, "rows", size, Optional.ofNullable(ttl), 20, key, Place.of(type));
    }

    /** Opens the table of all tests, called {@code rows}. */
    @SuppressWarnings("unchecked") // made for that type
    static <R extends Record> Table<R> open(WorkerTables worker, Class<R> type, int size, Duration ttl) {
        return (Table<R>) worker.table(row(type, size, ttl));
    }

    /** Opens a table of the first worker. */
    <R extends Record> Table<R> open(Class<R> type, int size, Duration ttl) {
        WorkerTables worker = worker();
        Table<R> table = open(worker, type, size, ttl);
        begin(worker);
        return table;
    }

    /** Runs it on so many threads at once, and waits for them. */
    static void together(int threads, IntConsumer code) throws InterruptedException {
        Throwable[] failures = new Throwable[threads];
        Thread[] all = IntStream.range(0, threads).mapToObj(number -> new Thread(() -> {
            try {
                code.accept(number);
            } catch (RuntimeException | Error e) {
                failures[number] = e;
            }
        })).toArray(Thread[]::new);
        Arrays.stream(all).forEach(Thread::start);
        for (Thread thread : all) {
            thread.join();
        }
        Arrays.stream(failures).filter(failure -> failure != null).findFirst().ifPresent(failure -> {
            throw new AssertionError(failure);
        });
    }

    @Override
    public void close() {
        metrics.close();
        timer.close();
    }
}
