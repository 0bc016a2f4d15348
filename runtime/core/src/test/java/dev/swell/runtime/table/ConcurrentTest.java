package dev.swell.runtime.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.swell.table.Counters;
import dev.swell.table.Key;
import dev.swell.table.Table;

/** Many threads at the same few rows: what was written is there, once, and nobody sees half of it. */
@Timeout(60)
class ConcurrentTest {

    private static final int THREADS = 4;
    private static final int TURNS = 30_000;

    private record Twins(@Key int id, long left, String text, long right) {}

    private final HeldTables held = new HeldTables();

    @AfterEach
    void close() {
        held.close();
    }

    @Test
    void nobody_sees_half_a_row() throws InterruptedException {
        Table<Twins> table = held.open(Twins.class, 4, null);
        AtomicInteger writers = new AtomicInteger(2);
        HeldTables.together(THREADS, thread -> {
            if (thread < 2) {
                for (long i = 0; i < TURNS; i++) {
                    long value = 2 * i + thread;
                    if (i % 3 == 0) {
                        table.put(new Twins(1, value, String.valueOf(value), value));
                    } else {
                        table.update(1, row -> new Twins(1, value, String.valueOf(value), value));
                    }
                    if (i % 100 == 0) {
                        table.remove(1);
                    }
                }
                writers.decrementAndGet();
            } else {
                while (writers.get() > 0) {
                    table.get(1).ifPresent(ConcurrentTest::check);
                    table.forEach(ConcurrentTest::check);
                }
            }
        });
        assertThat(table.size()).isBetween(0, 1);
    }

    private static void check(Twins row) {
        if (row.left() != row.right() || !row.text().equals(String.valueOf(row.left()))) {
            throw new AssertionError("half a row: " + row);
        }
    }

    @Test
    void no_addition_is_lost_while_other_columns_change_and_others_update() throws InterruptedException {
        Table<Twins> table = held.open(Twins.class, 4, null);
        HeldTables.together(THREADS, thread -> {
            for (int i = 0; i < TURNS; i++) {
                if (thread == 0) {
                    table.update(1, row -> new Twins(1, row.left(), "x", row.right() + 1));
                    table.increment(1, "right", -1);
                } else {
                    table.increment(1, "left", thread);
                    table.increment(1, "right", 1);
                }
            }
        });
        Twins row = table.get(1).orElseThrow();
        assertThat(row.left()).isEqualTo(TURNS * (1 + 2 + 3));
        assertThat(row.right()).isBetween(3L * TURNS - 2, 3L * TURNS); // the first updates may have met no row
    }

    @Test
    void nothing_that_was_taken_out_comes_back_or_counts() throws InterruptedException {
        Table<Twins> table = held.open(Twins.class, 1000, null);
        AtomicLong put = new AtomicLong();
        AtomicLong taken = new AtomicLong();
        HeldTables.together(THREADS, thread -> {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            for (int i = 0; i < TURNS; i++) {
                int key = random.nextInt(5);
                switch (thread == 0 ? 0 : random.nextInt(1, 4)) {
                    case 0 -> taken.addAndGet(take(table, key));
                    case 1 -> {
                        table.increment(key, "left", 1);
                        put.incrementAndGet();
                    }
                    case 2 -> table.update(key, row -> new Twins(key, row.left(), "t", row.right()));
                    default -> table.get(key);
                }
            }
        });
        long left = 0;
        for (Twins row : table) {
            left += row.left();
        }
        assertThat(taken.get() + left).isEqualTo(put.get());
        assertThat(table).hasSize(table.size());
        table.clear();
        assertThat(table.size()).isZero();
    }

    /** Removes a row, and returns what was in it; nobody else removes any. */
    private static long take(Table<Twins> table, int key) {
        long[] left = {0};
        table.update(key, row -> {
            left[0] = row.left();
            return null;
        });
        return left[0];
    }

    @Test
    void a_table_never_has_more_rows_than_it_may_and_takes_as_many() throws InterruptedException {
        Table<Twins> table = held.open(Twins.class, 50, null);
        AtomicInteger most = new AtomicInteger();
        HeldTables.together(THREADS, thread -> {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            for (int i = 0; i < TURNS; i++) {
                int key = random.nextInt(100);
                if (random.nextBoolean()) {
                    table.put(new Twins(key, 0, "", 0));
                } else {
                    table.remove(key);
                }
                most.accumulateAndGet(table.size(), Math::max);
            }
        });
        assertThat(most.get()).isLessThanOrEqualTo(50);
        assertThat(table).hasSize(table.size());
        for (int key = 0; key < 100; key++) {
            table.put(new Twins(key, 0, "", 0));
        }
        assertThat(table).hasSize(50);
    }

    @Test
    void rows_that_end_by_time_make_room_for_as_many() throws InterruptedException {
        Table<Twins> table = held.open(Twins.class, 50, Duration.ofMillis(1));
        HeldTables.together(THREADS, thread -> {
            for (int i = 0; i < TURNS; i++) {
                int key = ThreadLocalRandom.current().nextInt(1000);
                table.put(new Twins(key, key, String.valueOf(key), key));
                table.get(key).ifPresent(ConcurrentTest::check);
            }
        });
        assertThat(table.size()).isBetween(0, 50);
        HeldTables.together(1, thread -> {
            long end = System.nanoTime() + 2_000_000;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        });
        for (int key = 0; key < 50; key++) {
            assertThat(table.put(new Twins(2000 + key, 0, "", 0))).isTrue();
        }
    }

    @Test
    void an_iteration_sees_what_stays_while_others_write() throws InterruptedException {
        Table<Twins> table = held.open(Twins.class, 200, null);
        for (int i = 0; i < 50; i++) {
            table.put(new Twins(i, i, String.valueOf(i), i));
        }
        AtomicInteger writers = new AtomicInteger(2);
        HeldTables.together(3, thread -> {
            if (thread < 2) {
                for (int i = 0; i < TURNS; i++) {
                    int key = 50 + i % 100;
                    table.put(new Twins(key, i, String.valueOf(i), i));
                    table.remove(key);
                }
                writers.decrementAndGet();
            } else {
                while (writers.get() > 0) {
                    int staying = 0;
                    for (Twins row : table) {
                        check(row);
                        staying += row.id() < 50 ? 1 : 0;
                    }
                    if (staying != 50) {
                        throw new AssertionError(staying + " of 50 rows that stay");
                    }
                }
            }
        });
    }

    @Test
    void counters_lose_nothing() throws InterruptedException {
        Counters counters = new HeldCounters();
        HeldTables.together(THREADS, thread -> {
            for (int i = 0; i < TURNS; i++) {
                counters.get("n" + i % 7).add(1);
            }
        });
        long sum = 0;
        for (int i = 0; i < 7; i++) {
            sum += counters.get("n" + i).get();
        }
        assertThat(sum).isEqualTo((long) THREADS * TURNS);
    }
}
