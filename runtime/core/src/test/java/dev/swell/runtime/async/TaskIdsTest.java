package dev.swell.runtime.async;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TaskIdsTest {

    @Test
    void areShortAndTellTheirNumber() {
        TaskIds ids = new TaskIds();
        assertThat(ids.id(ids.next())).matches("[0-9a-z]{8,9}-1");
        for (long number : new long[]{1, 35, 36, 37, 1295, 1296, 123_456_789, Long.MAX_VALUE}) {
            assertThat(ids.id(number)).endsWith("-" + Long.toString(number, 36));
            assertThat(TaskIds.number(ids.id(number))).isEqualTo(number);
        }
        assertThat(TaskIds.number("mhx3k2f9-12.3")).isEqualTo(-1);
        assertThat(TaskIds.number("")).isEqualTo(-1);
        assertThat(TaskIds.number("a--5")).isEqualTo(-1);
    }
}
