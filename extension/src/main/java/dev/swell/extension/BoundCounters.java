package dev.swell.extension;

import java.io.Serializable;
import java.util.function.Supplier;

import jakarta.enterprise.inject.spi.CDI;

import dev.swell.table.Counters;

/** What is injected for {@link Counters}, for the reasons of {@link BoundTasks}. */
final class BoundCounters implements Counters, Serializable {

    private static final long serialVersionUID = 1L;

    private final transient Supplier<Counters> source;

    BoundCounters(Supplier<Counters> source) {
        this.source = source;
    }

    private Object readResolve() {
        return CDI.current().select(Counters.class).get();
    }

    @Override
    public Counter get(String name) {
        return source.get().get(name);
    }
}
