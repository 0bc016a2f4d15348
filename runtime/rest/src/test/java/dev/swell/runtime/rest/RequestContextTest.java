package dev.swell.runtime.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

class RequestContextTest {

    private final AtomicInteger made = new AtomicInteger();
    private final RequestContext context = new RequestContext(Map.of(Integer.class, 1), () -> {
        made.incrementAndGet();
        return new HashMap<>(Map.of(Integer.class, 1, String.class, "made", Long.class, 2L));
    });

    @Test
    void isMadeWhenSomebodyAsksForWhatOnlyTheRequestHas() {
        assertThat(context.get(Integer.class)).isEqualTo(1);
        assertThat(made).hasValue(0);
        assertThat(context.get(String.class)).isEqualTo("made");
        context.put(String.class, "put");
        assertThat(context).containsEntry(String.class, "put").containsEntry(Long.class, 2L);
        assertThat(made).hasValue(1);
    }

    @Test
    void doesWithoutWhatWasTakenOut() {
        context.put(String.class, "put");
        assertThat(context.remove(String.class)).isEqualTo("put");
        assertThat(context.remove(Integer.class)).isEqualTo(1);
        assertThat(context.get(String.class)).isNull();
        assertThat(context.get(Integer.class)).isNull();
        assertThat(made).hasValue(0);
        assertThat(context).doesNotContainKeys(String.class, Integer.class).containsEntry(Long.class, 2L);
        assertThat(context.remove(Long.class)).isEqualTo(2L);
        assertThat(context).doesNotContainKey(Long.class);
    }
}
