package dev.swell.runtime.observe;

import java.util.List;
import java.util.Set;

import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

import io.smallrye.health.AsyncHealthCheckFactory;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.health.registry.HealthRegistries;

import dev.swell.runtime.worker.WorkerAddOn;

/** Brings the beans of SmallRye Health, which ask the application's checks. */
public final class HealthAddOn implements WorkerAddOn {

    @Override
    public List<Class<?>> beanClasses() {
        return List.of(SmallRyeHealthReporter.class, AsyncHealthCheckFactory.class, HealthRegistries.class);
    }

    @Override
    public Set<String> implicitBeanAnnotations() {
        return Set.of(Liveness.class.getName(), Readiness.class.getName(), Startup.class.getName());
    }
}
