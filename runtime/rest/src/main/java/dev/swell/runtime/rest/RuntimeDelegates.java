package dev.swell.runtime.rest;

import java.util.ArrayDeque;
import java.util.Deque;

import org.jboss.resteasy.spi.ResteasyProviderFactory;

/**
 * The JVM has one {@link jakarta.ws.rs.ext.RuntimeDelegate}, but a worker for each container: it is always the one of the
 * youngest that is still there.
 */
final class RuntimeDelegates {

    private static final Deque<ResteasyProviderFactory> LIVE = new ArrayDeque<>();

    private RuntimeDelegates() {}

    static void add(ResteasyProviderFactory factory) {
        synchronized (LIVE) {
            LIVE.push(factory);
            ResteasyProviderFactory.setInstance(factory);
        }
    }

    static void remove(ResteasyProviderFactory factory) {
        synchronized (LIVE) {
            if (LIVE.remove(factory)) {
                ResteasyProviderFactory.setInstance(LIVE.peek());
            }
        }
    }
}
