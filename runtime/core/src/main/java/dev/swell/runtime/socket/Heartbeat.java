package dev.swell.runtime.socket;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import dev.swell.runtime.config.HeartbeatSettings;

/**
 * Looks now and then who is still there: quiet WebSockets are asked by a ping, and whoever has been silent for too long is
 * disconnected. On a thread of its own, since pings of many connections take a while.
 */
final class Heartbeat {

    private final Hub hub;
    private final Thread thread = new Thread(null, this::run, "swell-heartbeat", 0, false);
    private volatile HeartbeatSettings settings;
    private volatile boolean over;

    Heartbeat(Hub hub) {
        this.hub = hub;
        thread.setDaemon(true);
        thread.setContextClassLoader(Heartbeat.class.getClassLoader());
    }

    /** Goes on with these settings; starts it where it isn't. */
    void set(HeartbeatSettings next) {
        settings = next;
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        }
        LockSupport.unpark(thread);
    }

    void stop() {
        over = true;
        LockSupport.unpark(thread);
    }

    private void run() {
        long last = System.nanoTime();
        while (!over) {
            HeartbeatSettings now = settings;
            if (now.checkInterval().isEmpty()) {
                LockSupport.park(this);
                last = System.nanoTime();
                continue;
            }
            long left = now.checkInterval().get().toNanos() - (System.nanoTime() - last);
            if (left > 0) {
                LockSupport.parkNanos(this, left);
            } else {
                last = System.nanoTime();
                look(now.idleTime(), now.checkInterval().get());
            }
        }
    }

    private void look(Duration idleTime, Duration interval) {
        try {
            int tick = hub.beat();
            long most = Math.max(1, (idleTime.toNanos() + interval.toNanos() - 1) / interval.toNanos());
            hub.open().forEach(connection -> {
                int whole = tick - connection.heard() - 1; // intervals, from end to end, without a byte
                if (connection.isBusy()) { // and not read from, perhaps
                    connection.hear();
                } else if (whole >= most) {
                    connection.idle(idleTime);
                } else if (whole >= 1) {
                    connection.ping();
                }
            });
        } catch (RuntimeException | Error e) { // memory is short, say: the next look may do better
            SocketLogger.LOG.debug("Looking for idle connections", e);
        }
    }
}
