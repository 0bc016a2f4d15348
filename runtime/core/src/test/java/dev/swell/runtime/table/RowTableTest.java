package dev.swell.runtime.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.swell.table.Key;
import dev.swell.table.Table;

class RowTableTest {

    private record All(double ratio, String note, @Key long id, boolean on, int count, String other) {}

    private record Visits(@Key String page, int count, long total) {}

    private record Stock(@Key int item, int left) {
        Stock {
            if (left < 0) {
                throw new IllegalArgumentException("sold out");
            }
        }
    }

    private record ByRatio(@Key double ratio, String name) {}

    private record ByTruth(@Key boolean truth, String name) {}

    private final HeldTables held = new HeldTables();

    @AfterEach
    void close() {
        held.close();
    }

    @Test
    void rows_come_back_as_they_were_put() {
        Table<All> table = held.open(All.class, 10, null);
        for (All row : List.of(new All(0.5, "a", 1, true, -7, "é😀"), new All(Double.NaN, "", 2, false, 0, null),
                new All(-0.0, null, Long.MIN_VALUE, true, Integer.MIN_VALUE, ""))) {
            assertThat(table.put(row)).isTrue();
            assertThat(table.get(row.id())).contains(row);
        }
        assertThat(table.size()).isEqualTo(3);
        assertThat(table).extracting(All::id).containsExactlyInAnyOrder(1L, 2L, Long.MIN_VALUE);
        assertThat(table.get(3L)).isEmpty();
    }

    @Test
    void keys_may_be_of_each_type() {
        Table<ByRatio> ratios = held.open(ByRatio.class, 10, null);
        ratios.put(new ByRatio(0.1, "tenth"));
        assertThat(ratios.get(0.1).orElseThrow().name()).isEqualTo("tenth");
        assertThatIllegalArgumentException().isThrownBy(() -> ratios.get(1L));
        HeldTables others = new HeldTables();
        Table<ByTruth> truths = others.open(ByTruth.class, 10, null);
        truths.put(new ByTruth(true, "yes"));
        assertThat(truths.contains(true)).isTrue();
        assertThat(truths.contains(false)).isFalse();
        others.close();
    }

    @Test
    void whole_numbers_are_found_by_each_of_their_types() {
        Table<Stock> table = held.open(Stock.class, 10, null);
        table.put(new Stock(7, 1));
        assertThat(List.of(table.get(7), table.get(7L), table.get((short) 7), table.get((byte) 7)))
                .allMatch(row -> row.isPresent());
        assertThatIllegalArgumentException().isThrownBy(() -> table.get(1L << 40))
                .withMessage("SWELL-811: Table 'rows': its key is 'int item', so Long '1099511627776' is none");
        assertThatIllegalArgumentException().isThrownBy(() -> table.remove("7"));
        assertThatNullPointerException().isThrownBy(() -> table.get(null));
        assertThatNullPointerException().isThrownBy(() -> table.put(null));
    }

    @Test
    void a_key_of_a_row_must_not_be_null() {
        Table<Visits> table = held.open(Visits.class, 10, null);
        assertThatNullPointerException().isThrownBy(() -> table.put(new Visits(null, 1, 1)));
        assertThat(table.size()).isZero();
    }

    @Test
    void a_full_table_takes_no_other_row_but_changes_of_those_it_has() {
        Table<Visits> table = held.open(Visits.class, 2, null);
        assertThat(table.put(new Visits("a", 1, 1)) && table.put(new Visits("b", 1, 1))).isTrue();
        assertThat(table.put(new Visits("c", 1, 1))).isFalse();
        assertThat(table.put(new Visits("a", 2, 2))).isTrue();
        assertThatIllegalStateException().isThrownBy(() -> table.increment("c", "count", 1)).withMessage(
                "SWELL-814: Table 'rows' is full with 2 rows, so there is none for key 'c': raise size in its @Row, or "
                        + "remove rows");
        assertThat(table.remove("b")).isTrue();
        assertThat(table.remove("b")).isFalse();
        assertThat(table.put(new Visits("c", 1, 1))).isTrue();
        assertThat(held.engine().desk().find("rows").orElseThrow().refused()).isEqualTo(2);
        assertThat(held.metrics().export()).contains("swell_table_rows{table=\"rows\"} 2",
                "swell_table_size{table=\"rows\"} 2", "swell_table_refused_total{table=\"rows\"} 2");
    }

    @Test
    void columns_are_added_to_in_a_row_that_is_made_if_it_must() {
        Table<Visits> table = held.open(Visits.class, 2, null);
        assertThat(table.increment("a", "count", 2)).isEqualTo(2);
        assertThat(table.increment("a", "count", -3)).isEqualTo(-1);
        assertThat(table.increment("a", "total", Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
        assertThat(table.get("a")).contains(new Visits("a", -1, Long.MAX_VALUE));
        assertThatIllegalArgumentException().isThrownBy(() -> table.increment("a", "page", 1))
                .withMessage("SWELL-812: Table 'rows': there is no column 'page' to add to: such are [count, total]");
        assertThatIllegalArgumentException().isThrownBy(() -> table.increment("a", "cuont", 1));
    }

    @Test
    void a_sum_that_does_not_fit_changes_nothing() {
        Table<Visits> table = held.open(Visits.class, 2, null);
        table.put(new Visits("a", Integer.MAX_VALUE, Long.MIN_VALUE));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> table.increment("a", "count", 1))
                .withMessage(
                        "SWELL-806: Table 'rows': 2147483647 and 1 are more than column 'int count' can hold: the row "
                                + "with key 'a' stays as it was");
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> table.increment("a", "total", -1));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> table.increment("a", "count", Long.MAX_VALUE));
        assertThat(table.get("a")).contains(new Visits("a", Integer.MAX_VALUE, Long.MIN_VALUE));
    }

    @Test
    void nothing_is_held_that_the_record_refuses() {
        Table<Stock> table = held.open(Stock.class, 2, null);
        table.put(new Stock(1, 1));
        assertThat(table.increment(1, "left", -1)).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> table.increment(1, "left", -1)).withMessage("sold out");
        assertThatIllegalArgumentException().isThrownBy(() -> table.increment(2, "left", -1));
        assertThat(table).containsExactly(new Stock(1, 0));
    }

    @Test
    void a_row_is_changed_in_one_step() {
        Table<Visits> table = held.open(Visits.class, 2, null);
        assertThat(table.update("a", row -> {
            throw new AssertionError("there is no row");
        })).isNull();
        table.put(new Visits("a", 1, 1));
        assertThat(table.update("a", row -> new Visits("a", row.count() + 1, 5))).isEqualTo(new Visits("a", 2, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> table.update("a", row -> new Visits("b", 0, 0)))
                .withMessageStartingWith(
                        "SWELL-813: Table 'rows': the change of the row with key 'a' gave one with key 'b'");
        assertThatIllegalStateException().isThrownBy(() -> table.update("a", row -> {
            throw new IllegalStateException("no");
        }));
        assertThat(table.get("a")).contains(new Visits("a", 2, 5));
        assertThat(table.update("a", row -> null)).isNull();
        assertThat(table.contains("a")).isFalse();
        assertThat(table.size()).isZero();
    }

    @Test
    void texts_are_bounded() {
        Table<Visits> table = held.open(Visits.class, 2, null);
        assertThat(table.put(new Visits("x".repeat(20), 0, 0))).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> table.put(new Visits("x".repeat(21), 0, 0)))
                .withMessage("SWELL-815: Table 'rows': the text for column 'page' has 21 characters, more than 20: "
                        + "shorten it, or raise maxText in its @Row");
        assertThatIllegalArgumentException().isThrownBy(() -> table.increment("x".repeat(21), "count", 1));
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void all_rows_go_at_once() {
        Table<Stock> table = held.open(Stock.class, 100, null);
        for (int i = 0; i < 100; i++) {
            table.put(new Stock(i, i));
        }
        table.clear();
        assertThat(table.size()).isZero();
        assertThat(table).isEmpty();
        assertThat(table.put(new Stock(1, 1))).isTrue();
    }

    @Test
    void an_iteration_ends_as_iterations_do() {
        Table<Stock> table = held.open(Stock.class, 2, null);
        table.put(new Stock(1, 1));
        Iterator<Stock> rows = table.iterator();
        rows.next();
        assertThat(rows.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(rows::next);
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(rows::remove);
    }

    @Test
    void a_row_whose_time_is_over_is_not_there() {
        Table<Visits> table = held.open(Visits.class, 2, Duration.ofMillis(150));
        table.put(new Visits("a", 1, 1));
        table.put(new Visits("b", 1, 1));
        assertThat(table.get("a")).isPresent();
        assertThat(table.put(new Visits("c", 1, 1))).isFalse();
        await().pollInterval(Duration.ofMillis(5)).until(() -> table.get("a").isEmpty() && table.get("b").isEmpty());
        assertThat(table.put(new Visits("c", 1, 1))).as("there is room at once").isTrue();
        assertThat(table.contains("a") || table.remove("a")).isFalse();
        assertThat(table.update("a", row -> row)).isNull();
        assertThat(table.increment("a", "count", 1)).as("begins anew").isEqualTo(1);
        await().until(() -> table.size() == 0); // by the timer
        assertThat(table).isEmpty();
    }

    @Test
    void time_begins_anew_with_a_put_only() {
        Table<Visits> table = held.open(Visits.class, 2, Duration.ofMillis(400));
        long begin = System.nanoTime();
        table.put(new Visits("a", 0, 0));
        table.put(new Visits("b", 0, 0));
        assertThat(table.increment("b", "count", 1)).isEqualTo(1);
        do {
            table.put(new Visits("a", 0, 0));
            table.update("b", row -> new Visits("b", row.count(), 7));
        } while (table.increment("b", "count", 1) > 1); // until that makes a row
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(400_000_000);
        assertThat(table.get("a")).isPresent();
    }

    @Test
    void counters_are_the_same_for_the_same_name() {
        HeldCounters counters = new HeldCounters();
        assertThat(counters.get("a").add(2)).isEqualTo(2);
        assertThat(counters.get("a").compareAndSet(2, 7)).isTrue();
        assertThat(counters.get("a").compareAndSet(2, 8)).isFalse();
        counters.get("b").set(-1);
        assertThat(counters.get("a").get()).isEqualTo(7);
        assertThat(counters.all()).hasToString("{a=7, b=-1}");
        assertThatIllegalArgumentException().isThrownBy(() -> counters.get("a\nb"))
                .withMessageStartingWith("SWELL-817");
        assertThatIllegalArgumentException().isThrownBy(() -> counters.get("x".repeat(201)));
        for (int i = 0; i < 99_998; i++) {
            counters.get("n" + i);
        }
        assertThatIllegalStateException().isThrownBy(() -> counters.get("more")).withMessageStartingWith(
                "SWELL-816: There are 100000 counters");
        assertThat(counters.get("n5").get()).isZero();
    }
}
