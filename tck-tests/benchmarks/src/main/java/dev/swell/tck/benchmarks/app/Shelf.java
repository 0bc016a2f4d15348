package dev.swell.tck.benchmarks.app;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.undertow.server.HttpServerExchange;

import dev.swell.http.Route;
import dev.swell.table.Key;
import dev.swell.table.Row;
import dev.swell.table.Table;

/** The same records in a table and in a map. */
@ApplicationScoped
public class Shelf {

    /** A record as applications have them. */
    @Row(size = 1_000_000)
    public record Item(@Key String name, String place, int count, long price) {

        Item add(int more) {
            return new Item(name, place, count + more, price);
        }
    }

    private static final int BATCH = 1000;

    @Inject
    Table<Item> table;
    private final Map<String, Item> map = new ConcurrentHashMap<>();

    /** Does something with the item of that name, and returns a number so that it isn't left out. */
    @FunctionalInterface
    private interface Work {
        long on(String name);
    }

    @Route("/tables/{way}/{work}/{rows}/{threads}/{millis}")
    void measure(HttpServerExchange exchange) throws InterruptedException {
        String[] names = fill(number(exchange, "rows"));
        Work work = work(text(exchange, "way").equals("swell"), text(exchange, "work"));
        exchange.getResponseSender().send(String.valueOf(
                rate(work, names, number(exchange, "threads"), number(exchange, "millis"))));
    }

    private static String text(HttpServerExchange exchange, String name) {
        return exchange.getQueryParameters().get(name).getFirst();
    }

    private static int number(HttpServerExchange exchange, String name) {
        return Integer.parseInt(text(exchange, name));
    }

    private String[] fill(int rows) {
        table.clear();
        map.clear();
        String[] names = IntStream.range(0, rows).mapToObj(number -> "item-" + number).toArray(String[]::new);
        for (String name : names) {
            Item item = new Item(name, "shelf", 0, 100);
            table.put(item);
            map.put(name, item);
        }
        return names;
    }

    private Work work(boolean swell, String name) {
        return switch (name) {
            case "read" -> swell ? key -> table.get(key).orElseThrow().count() : key -> map.get(key).count();
            case "increment" -> swell ? key -> table.increment(key, "count", 1)
                    : key -> map.compute(key, (same, item) -> item.add(1)).count();
            case "update" -> swell ? key -> table.update(key, item -> item.add(1)).count()
                    : key -> map.computeIfPresent(key, (same, item) -> item.add(1)).count();
            default -> mixed(work(swell, "read"), work(swell, "increment"));
        };
    }

    /** Nine of the one, then one of the other. */
    private static Work mixed(Work often, Work seldom) {
        return key -> ThreadLocalRandom.current().nextInt(10) > 0 ? often.on(key) : seldom.on(key);
    }

    private static long rate(Work work, String[] names, int threads, int millis) throws InterruptedException {
        LongAdder done = new LongAdder();
        LongAdder sink = new LongAdder();
        long begin = System.nanoTime();
        long end = begin + millis * 1_000_000L;
        Thread[] all = IntStream.range(0, threads).mapToObj(number -> new Thread(() -> {
            while (System.nanoTime() < end) {
                sink.add(batch(work, names));
                done.add(BATCH);
            }
        })).toArray(Thread[]::new);
        for (Thread thread : all) {
            thread.start();
        }
        for (Thread thread : all) {
            thread.join();
        }
        return Math.round((done.sum() + (sink.sum() == Long.MIN_VALUE ? 1 : 0)) / ((System.nanoTime() - begin) / 1e9));
    }

    private static long batch(Work work, String[] names) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long sum = 0;
        for (int i = 0; i < BATCH; i++) {
            sum += work.on(names[random.nextInt(names.length)]);
        }
        return sum;
    }
}
