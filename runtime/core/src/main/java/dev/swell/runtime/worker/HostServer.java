package dev.swell.runtime.worker;

import dev.swell.extension.ServerParts;
import dev.swell.extension.SwellExtension;

/** A server that serves containers. What it binds can be used from the first moment of a container's start. */
public interface HostServer extends ServerParts {

    /**
     * Makes what the server has for applications injectable.
     *
     * @param loader the application's class loader
     */
    void bind(SwellExtension extension, ClassLoader loader);

    /** Lets go of a container that has ended, or has failed to start. */
    void unbind(SwellExtension extension);
}
