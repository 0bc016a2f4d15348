package dev.swell.runtime.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;

/** What JSON carries. */
class PayloadsTest {

    enum Color {
        RED, GREEN {
            @Override
            public String toString() {
                return "green";
            }
        }
    }

    record Inner(String text, int[] numbers) {}

    record Everything(String text, int number, long big, double real, boolean flag, Color color, BigDecimal money,
            Instant at, Duration pause, LocalDate day, UUID id, URI address, Optional<String> maybe, List<Inner> inner,
            Map<String, Inner> byName, byte[] bytes) {}

    record Checked(int number) {
        Checked {
            if (number < 0) {
                throw new IllegalArgumentException("negative: " + number);
            }
        }
    }

    static class Full extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean add(String text) {
            throw new AssertionError("no room");
        }

        @Override
        public String get(int index) {
            throw new AssertionError("no room");
        }
    }

    record Box(Full content) {}

    record Empty() {}

    static class Bean {
        private String name;
        private int count;
        private transient Thread thread = Thread.currentThread();

        public String getName() {
            throw new IllegalStateException("getters don't count");
        }

        public void setCount(int value) {
            throw new IllegalStateException("nor do setters");
        }
    }

    static class Parent {
        protected final List<String> lines = new ArrayList<>();
    }

    static class Child extends Parent {
        private int more = 1;
    }

    static class NoConstructor {
        private final String name;

        NoConstructor(String name) {
            this.name = name;
        }
    }

    static class Loop {
        private Loop self = this;
    }

    record Living(Thread thread) {}

    record Long(String text) {}

    private final Payloads payloads = new Payloads(PayloadsTest.class.getClassLoader());

    private <T> T carried(T payload) throws Exception {
        @SuppressWarnings("unchecked") // its class is what is asked for
        T read = (T) payloads.read(payloads.writeOrRefuse(payload), payload.getClass().getName());
        return read;
    }

    @Test
    void carriesRecords() throws Exception {
        Everything all = new Everything("ä\n", 1, 1L << 60, 0.1, true, Color.GREEN, new BigDecimal("10.50"),
                Instant.parse("2030-01-01T10:00:00.123456789Z"), Duration.ofMillis(1500), LocalDate.of(2030, 2, 28),
                UUID.randomUUID(), URI.create("http://a.example/b"), Optional.of("yes"),
                List.of(new Inner("x", new int[]{1, 2})), Map.of("y", new Inner(null, null)), new byte[]{1, 2, 3});
        assertThat(carried(all)).usingRecursiveComparison().isEqualTo(all);
        assertThat(carried(new Empty())).isEqualTo(new Empty());
        assertThat(carried("text")).isEqualTo("text");
        assertThat(carried(Color.RED)).isEqualTo(Color.RED);
        assertThat(carried(new Checked(1))).isEqualTo(new Checked(1));
    }

    @Test
    void carriesTheFieldsOfBeans() throws Exception {
        Bean bean = new Bean();
        bean.name = "ada";
        bean.count = 3;
        bean.thread = null;
        Bean read = carried(bean);
        assertThat(read.name).isEqualTo("ada");
        assertThat(read.count).isEqualTo(3);
        assertThat(read.thread).isNotNull();
        Child child = new Child();
        child.lines.add("line");
        child.more = 7;
        Child other = carried(child);
        assertThat(other.lines).containsExactly("line");
        assertThat(other.more).isEqualTo(7);
    }

    @Test
    void saysWhyItCannot() {
        assertThatIllegalArgumentException().isThrownBy(() -> payloads.writeOrRefuse(new NoConstructor("x")))
                .withMessageStartingWith("SWELL-758").withMessageContaining("NoConstructor");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> payloads.writeOrRefuse(new Living(Thread.currentThread())));
        assertThatIllegalArgumentException().isThrownBy(() -> payloads.writeOrRefuse(new Loop()));
        assertThatIllegalArgumentException().isThrownBy(() -> payloads.writeOrRefuse((Runnable) () -> {}));
        assertThatIllegalArgumentException().isThrownBy(() -> payloads.writeOrRefuse(new Long("x".repeat(5 << 20))))
                .withMessageContaining("the most");
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void readsWhatStillFits() throws Exception {
        assertThat(payloads.read(json("{\"text\":\"x\"}"), Inner.class.getName()))
                .isEqualTo(new Inner("x", null));
        assertThat(payloads.read(json("{}"), Checked.class.getName())).isEqualTo(new Checked(0));
    }

    @Test
    void saysWhatFitsNoMore() {
        assertThatThrownBy(() -> payloads.read(json("{}"), "com.acme.Gone")).isInstanceOf(Payloads.Unfit.class)
                .hasMessage("SWELL-761: there is no class com.acme.Gone any more");
        assertThatThrownBy(() -> payloads.read(json("{\"number\":1,\"unit\":\"cm\"}"), Checked.class.getName()))
                .isInstanceOf(Payloads.Unfit.class).hasMessageContaining("SWELL-762").hasMessageContaining("unit");
        assertThatThrownBy(() -> payloads.read(json("{\"number\":\"many\"}"), Checked.class.getName()))
                .isInstanceOf(Payloads.Unfit.class);
        assertThatThrownBy(() -> payloads.read(json("{\"content\":[\"x\"]}"), Box.class.getName()))
                .isInstanceOf(Payloads.Unfit.class).hasMessageContaining("no room");
        assertThatThrownBy(() -> payloads.read(json("{\"number\":-1}"), Checked.class.getName()))
                .isInstanceOf(Payloads.Unfit.class).hasMessageContaining("negative: -1");
    }
}
