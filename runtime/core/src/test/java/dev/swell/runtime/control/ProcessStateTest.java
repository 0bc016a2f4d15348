package dev.swell.runtime.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;

import org.junit.jupiter.api.Test;

class ProcessStateTest {

    @Test
    void knowsWhoRuns() throws Exception {
        assertThat(ProcessState.isAlive(ProcessHandle.current())).isTrue();
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        assertThat(ProcessState.isAlive(ended.toHandle())).isFalse();
    }

    @Test
    void isNotDeceivedByAProcessThatNobodyHasWaitedFor() throws Exception {
        Process parent = new ProcessBuilder("sh", "-c", "sleep 0 & exec sleep 300").start();
        try {
            await().until(() -> parent.children().anyMatch(child -> !ProcessState.isAlive(child)));
            List<ProcessHandle> children = parent.children().toList();

            assertThat(children).hasSize(1).allMatch(ProcessHandle::isAlive);
            assertThat(ProcessState.isAlive(parent.toHandle())).isTrue();
        } finally {
            parent.destroyForcibly();
        }
    }
}
