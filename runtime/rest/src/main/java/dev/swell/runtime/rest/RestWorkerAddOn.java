package dev.swell.runtime.rest;

import java.util.List;
import java.util.Set;

import jakarta.enterprise.inject.spi.Extension;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ext.Provider;

import dev.swell.runtime.worker.WorkerAddOn;

/** Finds resources and providers in each container. */
public final class RestWorkerAddOn implements WorkerAddOn {

    @Override
    public List<Extension> extensions() {
        return List.of(new RestExtension());
    }

    @Override
    public Set<String> implicitBeanAnnotations() {
        return Set.of(Path.class.getName(), Provider.class.getName(), ApplicationPath.class.getName());
    }
}
