package dev.swell.runtime.http;

import static dev.swell.runtime.http.HttpLogger.LOG;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.xnio.ChannelListener;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;

import dev.swell.runtime.config.HttpSettings;
import dev.swell.runtime.worker.Worker;

/**
 * The connections that are open. Each I/O thread looks at its own now and then, so that no timer must be set for a request.
 */
final class Watches {

    private static final Duration MAX_INTERVAL = Duration.ofSeconds(1);
    private static final Duration MIN_INTERVAL = Duration.ofMillis(20);
    private static final Duration CUT_OFF = Duration.ofSeconds(2);
    private static final int LOOKS_PER_TIMEOUT = 8;

    private final HttpSettings settings;
    private final Function<StreamConnection, BufferPool> buffers;
    private final Map<XnioIoThread, Set<Watch>> open = new ConcurrentHashMap<>();

    /**
     * Makes an empty one.
     *
     * @param buffers returns where a connection's come from
     */
    Watches(HttpSettings settings, Function<StreamConnection, BufferPool> buffers) {
        this.settings = settings;
        this.buffers = buffers;
    }

    /** Returns what watches a new connection, then passes it on. */
    ChannelListener<StreamConnection> before(ChannelListener<StreamConnection> next) {
        return connection -> {
            Watch watch = new Watch(connection, buffers.apply(connection), settings);
            watch.install();
            open.computeIfAbsent(connection.getIoThread(), this::lookNowAndThen).add(watch);
            next.handleEvent(connection);
        };
    }

    private Set<Watch> lookNowAndThen(XnioIoThread thread) {
        Set<Watch> watches = ConcurrentHashMap.newKeySet();
        lookLater(thread, watches);
        return watches;
    }

    private void lookLater(XnioIoThread thread, Set<Watch> watches) {
        try {
            thread.executeAfter(() -> {
                try {
                    look(watches);
                } finally {
                    lookLater(thread, watches);
                }
            }, interval().toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) { // not at an interval: XNIO would call this an error
            LOG.tracef(e, "%s ends", thread.getName());
        }
    }

    private Duration interval() {
        Duration shorter = settings.idleTimeout().compareTo(settings.requestTimeout()) < 0 ? settings.idleTimeout()
                : settings.requestTimeout();
        Duration interval = shorter.dividedBy(LOOKS_PER_TIMEOUT);
        return interval.compareTo(MAX_INTERVAL) > 0 ? MAX_INTERVAL
                : interval.compareTo(MIN_INTERVAL) < 0 ? MIN_INTERVAL : interval;
    }

    private static void look(Set<Watch> watches) {
        long now = System.nanoTime();
        for (Watch watch : watches) {
            if (watch.isOpen()) {
                watch.look(now);
            } else {
                watches.remove(watch);
            }
        }
    }

    /** Ends what that worker still does for a connection; returns when all I/O threads have seen to it, or after a while. */
    void cutOff(Worker retired) {
        Map<XnioIoThread, Set<Watch>> all = Map.copyOf(open);
        CountDownLatch left = new CountDownLatch(all.size());
        all.forEach((thread, watches) -> thread.execute(() -> {
            try {
                watches.forEach(watch -> watch.cutOff(retired));
            } finally {
                left.countDown();
            }
        }));
        try {
            if (!left.await(CUT_OFF.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debugf("%d I/O threads are too busy to end what worker %d does", left.getCount(), retired.id());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns how many connections are open. */
    int count() {
        return open.values().stream().mapToInt(watches -> (int) watches.stream().filter(Watch::isOpen).count()).sum();
    }
}
