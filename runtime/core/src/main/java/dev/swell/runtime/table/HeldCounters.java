package dev.swell.runtime.table;

import static dev.swell.runtime.table.TableMessages.MESSAGES;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import dev.swell.table.Counters;

/** The counters. Safe for any thread. */
final class HeldCounters implements Counters {

    private static final int MOST = 100_000;
    private static final int LONGEST_NAME = 200;

    private record Held(AtomicLong value) implements Counter {

        @Override
        public long get() {
            return value.get();
        }

        @Override
        public void set(long number) {
            value.set(number);
        }

        @Override
        public long add(long delta) {
            return value.addAndGet(delta);
        }

        @Override
        public boolean compareAndSet(long expected, long number) {
            return value.compareAndSet(expected, number);
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }

    private final Map<String, Held> counters = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    @Override
    public Counter get(String name) {
        Counter known = counters.get(name);
        return known == null ? make(name) : known;
    }

    private Counter make(String name) {
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw MESSAGES.badCounter(name);
        }
        if (count.incrementAndGet() > MOST) {
            count.decrementAndGet();
            throw MESSAGES.tooManyCounters(MOST);
        }
        Held made = new Held(new AtomicLong());
        Held other = counters.putIfAbsent(name, made);
        if (other != null) {
            count.decrementAndGet();
        }
        return other == null ? made : other;
    }

    /** Returns them by name, as they are now. */
    Map<String, Long> all() {
        Map<String, Long> all = new TreeMap<>();
        counters.forEach((name, counter) -> all.put(name, counter.get()));
        return all;
    }
}
