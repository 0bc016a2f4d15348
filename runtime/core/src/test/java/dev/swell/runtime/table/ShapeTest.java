package dev.swell.runtime.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.swell.table.Key;
import dev.swell.table.Table;

/** Workers one after the other, and beside each other, whose records differ. */
class ShapeTest {

    private record First(@Key String name, int count, String note) {}

    private record Reordered(String note, int count, @Key String name) {}

    private record Grown(@Key String name, long added, int count, String note, String label) {}

    private record Shrunk(@Key String name, int count) {}

    private record Retyped(@Key String name, long count) {}

    private record OtherKey(String name, @Key int count) {}

    private record RenamedKey(@Key String title, int count) {}

    private record Strict(@Key String name, int count, int added) {
        Strict {
            if (added < 1) {
                throw new IllegalArgumentException("added is " + added);
            }
        }
    }

    private final HeldTables held = new HeldTables();
    private final WorkerTables first = held.worker();
    private final Table<First> before = HeldTables.open(first, First.class, 3, null);

    ShapeTest() {
        held.begin(first);
        before.put(new First("a", 1, "x"));
    }

    @AfterEach
    void close() {
        held.close();
    }

    private <R extends Record> Table<R> next(Class<R> type) {
        WorkerTables worker = held.worker();
        Table<R> table = HeldTables.open(worker, type, 3, null);
        held.begin(worker);
        held.end(first);
        return table;
    }

    @Test
    void the_same_columns_in_another_order_are_the_same_rows() {
        assertThat(next(Reordered.class)).containsExactly(new Reordered("x", 1, "a"));
    }

    @Test
    void columns_may_come_and_go() {
        Table<Grown> grown = next(Grown.class);
        assertThat(grown).containsExactly(new Grown("a", 0, 1, "x", ""));
        assertThat(grown.increment("a", "added", 5)).isEqualTo(5);
        assertThat(held.engine().desk().rows("rows").next()).hasToString("{name=a, added=5, count=1, note=x, label=}");
        WorkerTables third = held.worker();
        Table<Shrunk> shrunk = HeldTables.open(third, Shrunk.class, 3, null);
        held.begin(third);
        assertThat(shrunk).containsExactly(new Shrunk("a", 1));
    }

    @Test
    void a_column_that_was_left_out_does_not_come_back() {
        WorkerTables second = held.worker();
        HeldTables.open(second, Shrunk.class, 3, null);
        held.begin(second);
        held.end(first);
        WorkerTables third = held.worker();
        assertThat(HeldTables.open(third, First.class, 3, null)).containsExactly(new First("a", 1, ""));
    }

    @Test
    void old_code_leaves_alone_what_only_new_code_knows() {
        WorkerTables second = held.worker();
        Table<Grown> after = HeldTables.open(second, Grown.class, 3, null);
        after.put(new Grown("b", 7, 1, "y", "l"));
        assertThat(before.get("b")).contains(new First("b", 1, "y"));
        assertThat(before.increment("b", "count", 1)).isEqualTo(2);
        before.update("b", row -> new First("b", row.count() + 1, "z"));
        assertThat(after.get("b")).contains(new Grown("b", 7, 3, "z", "l"));
        before.put(new First("b", 9, "p"));
        assertThat(after.get("b")).contains(new Grown("b", 7, 9, "p", "l"));
        after.increment("a", "added", 1);
        assertThat(before.get("a")).contains(new First("a", 1, "x"));
        held.begin(second);
        assertThat(before.put(new First("c", 1, "late"))).isTrue();
        held.end(first);
        assertThat(after.get("c")).contains(new Grown("c", 0, 1, "late", ""));
    }

    @Test
    void a_failed_worker_leaves_no_column_behind() {
        WorkerTables second = held.worker();
        HeldTables.open(second, Grown.class, 3, null).put(new Grown("b", 7, 1, "y", "l"));
        held.end(second);
        assertThat(before.get("b")).contains(new First("b", 1, "y"));
        assertThat(next(Grown.class).get("b")).contains(new Grown("b", 0, 1, "y", ""));
    }

    @Test
    void what_does_not_fit_is_refused_and_the_old_code_goes_on() {
        WorkerTables second = held.worker();
        assertThatIllegalStateException().isThrownBy(() -> HeldTables.open(second, Retyped.class, 3, null)).withMessage(
                "SWELL-808: Table 'rows': column 'int count' of its rows can't become 'long count': give the new column "
                        + "another name, or restart the server, which empties the table");
        assertThatIllegalStateException().isThrownBy(() -> HeldTables.open(second, OtherKey.class, 3, null))
                .withMessage(
                        "SWELL-809: Table 'rows': its key can't change from 'String name' to 'int count': leave it, or restart the "
                                + "server, which empties the table");
        assertThatIllegalStateException().isThrownBy(() -> HeldTables.open(second, RenamedKey.class, 3, null));
        assertThatIllegalStateException().isThrownBy(() -> HeldTables.open(second, Strict.class, 3, null))
                .withMessageContaining("SWELL-810: Table 'rows'").withMessageContaining(
                        "refuses the row with key 'a', which is there already: java.lang.IllegalArgumentException: added is 0");
        held.end(second);
        assertThat(before).containsExactly(new First("a", 1, "x"));
        assertThat(before.put(new First("b", 2, "y"))).isTrue();
    }

    @Test
    void what_the_current_code_declares_counts() {
        for (String key : new String[]{"b", "c"}) {
            before.put(new First(key, 0, ""));
        }
        WorkerTables second = held.worker();
        Table<First> after = HeldTables.open(second, First.class, 2, Duration.ofDays(1));
        assertThat(held.engine().desk().list()).hasToString("[TableInfo[name=rows, columns=[String name, int count, "
                + "String note], key=name, rows=3, size=3, ttl=PT0S, refused=0]]");
        held.begin(second);
        assertThat(held.engine().desk().list()).hasToString("[TableInfo[name=rows, columns=[String name, int count, "
                + "String note], key=name, rows=3, size=2, ttl=PT24H, refused=0]]");
        assertThat(after).hasSize(3);
        after.remove("a");
        assertThat(after.put(new First("d", 0, ""))).isFalse();
        after.remove("b");
        assertThat(after.put(new First("d", 0, ""))).isTrue();
    }

    @Test
    void a_table_that_nobody_uses_any_more_is_gone() {
        WorkerTables second = held.worker();
        held.begin(second);
        assertThat(held.engine().desk().list()).hasSize(1);
        held.end(first);
        assertThat(held.engine().desk().list()).isEmpty();
        assertThat(before.get("a")).as("the last words of the old code").isPresent();
        assertThat(HeldTables.open(second, First.class, 3, null)).isEmpty();
    }

    @Test
    void no_write_is_lost_while_workers_change() throws InterruptedException {
        AtomicBoolean done = new AtomicBoolean();
        long[] added = new long[2];
        HeldTables.together(3, thread -> {
            if (thread < 2) {
                while (!done.get()) {
                    before.increment("a", "count", 1);
                    added[thread]++;
                }
            } else {
                for (int i = 0; i < 2000; i++) {
                    WorkerTables worker = held.worker();
                    Table<Grown> table = HeldTables.open(worker, Grown.class, 3, null);
                    table.increment("a", "added", 1);
                    table.update("a", row -> new Grown("a", row.added(), row.count(), row.note(), "l"));
                    held.end(worker);
                }
                done.set(true);
            }
        });
        assertThat(before.get("a").orElseThrow()).isEqualTo(new First("a", (int) (1 + added[0] + added[1]), "x"));
    }
}
