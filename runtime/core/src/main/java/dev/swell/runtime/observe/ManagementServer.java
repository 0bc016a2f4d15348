package dev.swell.runtime.observe;

import static dev.swell.runtime.observe.ObserveMessages.MESSAGES;

import java.net.InetSocketAddress;
import java.util.function.BooleanSupplier;

import io.undertow.Undertow;

import dev.swell.runtime.config.ManagementSettings;
import dev.swell.runtime.worker.Workers;

/** The port for health and metrics. It has threads of its own, so it answers also when the application's are all busy. */
public final class ManagementServer implements AutoCloseable {

    private static final int THREADS = 2;

    private final Undertow undertow;

    private ManagementServer(Undertow undertow) {
        this.undertow = undertow;
    }

    /**
     * Opens the port.
     *
     * @param stopping tells whether the server takes no more requests
     * @throws IllegalStateException if it can't be bound, with the reason and what to do
     */
    public static ManagementServer open(ManagementSettings settings, Workers workers, Metrics metrics,
            BooleanSupplier stopping) {
        Undertow undertow = Undertow.builder().addHttpListener(settings.port(), settings.host()).setIoThreads(1)
                .setWorkerThreads(THREADS).setHandler(new ManagementHandler(workers, metrics, stopping)).build();
        try {
            undertow.start();
            return new ManagementServer(undertow);
        } catch (RuntimeException e) {
            undertow.stop();
            BindFailure failure = BindFailure.of(e, "swell.management");
            throw MESSAGES.notBound(settings.host(), String.valueOf(settings.port()), failure.reason(),
                    failure.remedy());
        }
    }

    /** Returns the port that was bound. */
    public int port() {
        return ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
    }

    @Override
    public void close() {
        undertow.stop();
    }
}
