package dev.swell.runtime.control;

import static dev.swell.runtime.control.ControlLogger.LOG;
import static dev.swell.runtime.control.ControlMessages.MESSAGES;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * What others find of a running server: the lock, the PID file and the control socket in its state directory. Of several
 * that want the same directory, one gets it.
 */
public final class Presence implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();

    private final StateDirectory directory;
    private final PidFile pidFile = PidFile.ofThisProcess();
    private Optional<StateLock> lock = Optional.empty();
    private final AtomicBoolean closed = new AtomicBoolean();
    private ControlServer server;

    private Presence(StateDirectory directory) {
        this.directory = directory;
    }

    /**
     * Makes this process known in a state directory, which is made if it isn't there.
     *
     * @param ignoreOthers whether another server there is ignored; the commands don't reach it then any more
     * @param handlers answer the requests of the commands, by the names of those
     * @throws ControlFailure if another server has the directory, or it can't be written; it is as it was then
     */
    public static Presence claim(StateDirectory directory, boolean ignoreOthers,
            Map<String, RequestHandler> handlers) {
        directory.create();
        Presence presence = new Presence(directory);
        try {
            presence.lock(ignoreOthers);
            presence.appear(handlers);
            return presence;
        } catch (IOException e) {
            presence.close();
            throw directory.unusable(e);
        } catch (RuntimeException | Error e) {
            presence.close();
            throw e;
        }
    }

    private void lock(boolean ignoreOthers) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        lock = StateLock.take(directory.lockFile());
        while (lock.isEmpty() && !ignoreOthers) { // a command may have it for a moment, and who starts has no PID file yet
            failIf(Instance.find(directory));
            if (System.nanoTime() > end) {
                throw MESSAGES.heldByAnother(directory.lockFile());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            lock = StateLock.take(directory.lockFile());
        }
        if (lock.isEmpty()) {
            LOG.othersIgnored(directory.lockFile());
        } else if (!ignoreOthers) {
            failIf(Instance.findAnswering(directory)); // it may have ignored the lock
        }
    }

    private static void failIf(Optional<Instance> other) {
        if (other.isPresent()) {
            throw other.get().runsAlready();
        }
    }

    private void appear(Map<String, RequestHandler> handlers) throws IOException {
        if (Files.exists(directory.pidFile())) {
            LOG.leftBehind(directory.pidFile());
        }
        pidFile.write(directory.pidFile());
        Map<String, RequestHandler> all = new HashMap<>(handlers);
        all.put(Requests.HELLO, (request, answer) -> answer
                .send(Map.of("started", pidFile.started().toString())));
        server = ControlServer.open(directory, all);
    }

    /** Leaves the directory to others; the first time only. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        if (server != null) {
            server.close();
        }
        try {
            pidFile.delete(directory.pidFile());
            if (lock.isPresent()) {
                lock.get().close();
            }
        } catch (IOException e) {
            LOG.debug("leaving the state directory", e);
        }
    }
}
