package dev.swell.runtime.timer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import dev.swell.runtime.timer.Deadlines.Entry;

class DeadlinesTest {

    private static final Runnable NOTHING = () -> {};

    private final Deadlines deadlines = new Deadlines();

    private Entry add(long deadline) {
        Entry entry = new Entry(deadline, NOTHING);
        deadlines.add(entry);
        return entry;
    }

    private List<Entry> drain() {
        List<Entry> drained = new ArrayList<>();
        for (Entry first = deadlines.first(); first != null; first = deadlines.first()) {
            assertThat(deadlines.remove(first)).isTrue();
            drained.add(first);
        }
        return drained;
    }

    @Test
    void the_earliest_comes_first_and_of_equal_ones_the_one_that_came_first() {
        Entry late = add(30);
        Entry first = add(10);
        Entry second = add(10);
        Entry third = add(10);

        assertThat(drain()).containsExactly(first, second, third, late);
    }

    @Test
    void it_stays_in_order_when_the_clock_overflows() {
        Entry after = add(Long.MIN_VALUE + 5);
        Entry before = add(Long.MAX_VALUE - 5);

        assertThat(drain()).containsExactly(before, after);
    }

    @Test
    void what_was_removed_is_gone_and_can_not_be_removed_again() {
        Entry entry = add(1);

        assertThat(deadlines.remove(entry)).isTrue();
        assertThat(deadlines.remove(entry)).isFalse();
        assertThat(deadlines.first()).isNull();
        assertThat(deadlines.size()).isZero();
    }

    @Test
    void it_is_as_a_sorted_list_would_be() {
        Random random = new Random(6);
        for (int round = 0; round < 200; round++) {
            List<Entry> expected = new ArrayList<>();
            for (int step = 0; step < 500; step++) {
                if (expected.isEmpty() || random.nextInt(3) > 0) {
                    expected.add(add(random.nextInt(100)));
                } else {
                    assertThat(deadlines.remove(expected.remove(random.nextInt(expected.size())))).isTrue();
                }
            }
            expected.sort(Comparator.comparingLong(entry -> entry.deadline)); // stable
            assertThat(deadlines.size()).isEqualTo(expected.size());
            assertThat(drain()).isEqualTo(expected);
        }
    }

    @Test
    void what_was_cleared_can_not_be_removed() {
        Entry entry = add(1);
        deadlines.clear();
        Entry other = add(2);

        assertThat(deadlines.remove(entry)).isFalse();
        assertThat(drain()).containsExactly(other);
    }
}
