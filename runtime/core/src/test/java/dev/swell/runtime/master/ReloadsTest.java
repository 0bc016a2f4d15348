package dev.swell.runtime.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

/** Whatever happens, a reload that was asked for ends. */
class ReloadsTest {

    /** As when the process may have no more threads. */
    @Test
    void failsWhenItsThreadCantBeStartedAndGoesOn() throws Exception {
        AtomicBoolean full = new AtomicBoolean();
        Reloads reloads = new Reloads(() -> new Reload(2, 1), (code, name) -> new Thread(code, name) {
            @Override
            public void start() {
                if (full.get()) {
                    throw new OutOfMemoryError("unable to create native thread");
                }
                super.start();
            }
        });
        full.set(true);
        assertThatThrownBy(() -> reloads.request().get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(ReloadFailure.class).hasMessageContaining("unable to create native thread");
        assertThat(reloads.failures()).isEqualTo(1);
        full.set(false);
        assertThat(reloads.request().get(10, TimeUnit.SECONDS).workerId()).isEqualTo(2);
        assertThat(reloads.count()).isEqualTo(1);
        reloads.close(Duration.ZERO);
    }
}
