package dev.swell.junit5;

import java.util.List;

import dev.swell.runtime.worker.WorkerAddOn;

/** Brings {@link TestBeans} to the containers of the tests. */
public final class TestAddOn implements WorkerAddOn {

    @Override
    public List<Class<?>> beanClasses() {
        return List.of(TestBeans.class);
    }
}
