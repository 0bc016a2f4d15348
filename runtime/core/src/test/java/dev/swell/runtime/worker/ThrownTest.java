package dev.swell.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class ThrownTest {

    /** Its text throws what nobody has declared, as code of other languages and generated code may. */
    private static final class Sly extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw Sly.<RuntimeException>sneaky(new IOException("on purpose"));
        }

        @SuppressWarnings("unchecked")
        private static <T extends Throwable> T sneaky(Throwable thrown) throws T {
            throw (T) thrown;
        }
    }

    @Test
    void namesWhatCannotTellItsText() {
        assertThat(Thrown.text(new Sly())).isEqualTo(Sly.class.getName());
        assertThat(Thrown.message(new Sly())).isEqualTo(Sly.class.getName());
    }

    @Test
    void logsAStandInForWhatCannotBePrinted() {
        List<String> logged = new ArrayList<>();

        Thrown.log(new Sly(), printed -> logged.add(printed.toString()));

        assertThat(logged).containsExactly(
                "java.lang.Exception: " + Sly.class.getName() + ", which can't be printed");
    }

    @Test
    void outlivesALogThatFails() {
        assertThatCode(() -> Thrown.log(new Sly(), printed -> {
            throw new OutOfMemoryError("on purpose");
        })).doesNotThrowAnyException();
    }
}
