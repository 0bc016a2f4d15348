package dev.swell.runtime.control;

import static dev.swell.runtime.control.ControlMessages.MESSAGES;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;

/** A server that runs with a state directory, as the commands see it. */
public final class Instance {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** What lies between the end of a process's connections and its own. */
    private static final Duration TIME_TO_END = Duration.ofSeconds(1);
    private static final Duration TIME_TO_DIE = Duration.ofSeconds(10);
    /** A process that ends itself at its limit needs no help. */
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(35);
    private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();
    /** A process's start is computed from the system's clock, which may have been set since. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private final StateDirectory directory;
    private final PidFile file;
    private final ProcessHandle process;

    private Instance(StateDirectory directory, PidFile file, ProcessHandle process) {
        this.directory = directory;
        this.file = file;
        this.process = process;
    }

    /**
     * Finds the server of a state directory. A PID file counts only if its process lives and answers on the control socket
     * that it has written the file. One that doesn't answer, because it hangs, counts if it has started when the file says
     * and some process holds the lock.
     *
     * @throws ControlFailure if that can't be told, for want of rights for instance
     */
    public static Optional<Instance> find(StateDirectory directory) {
        return named(directory, instance -> instance.answers() || instance.hangs());
    }

    /** Finds the server of a state directory if it answers; for who holds the lock. */
    static Optional<Instance> findAnswering(StateDirectory directory) {
        return named(directory, Instance::answers);
    }

    private interface Proof {
        boolean holds(Instance instance) throws IOException;
    }

    /** Returns the one that the PID file names, if it is proven. */
    private static Optional<Instance> named(StateDirectory directory, Proof proof) {
        try {
            Optional<PidFile> file = PidFile.read(directory.pidFile());
            Optional<ProcessHandle> process = file.flatMap(found -> ProcessHandle.of(found.pid()))
                    .filter(ProcessState::isAlive);
            if (process.isEmpty()) {
                return Optional.empty();
            }
            Instance instance = new Instance(directory, file.get(), process.get());
            return proof.holds(instance) ? Optional.of(instance) : Optional.empty();
        } catch (IOException e) {
            throw directory.unusable(e);
        }
    }

    private boolean answers() {
        List<JsonNode> hello = new ArrayList<>();
        try {
            askSocket(Requests.HELLO, Map.of(), PATIENCE, hello::add);
        } catch (IOException | ControlFailure e) {
            ControlLogger.LOG.debug("no answer on the control socket", e);
        }
        return hello.stream().anyMatch(line -> line.path("started").asText().equals(file.started().toString()));
    }

    private boolean hangs() throws IOException {
        return hasStartedThen() && StateLock.isHeld(directory.lockFile());
    }

    private boolean hasStartedThen() {
        Instant start = process.info().startInstant().orElse(Instant.MAX);
        return Duration.between(file.started(), start).abs().compareTo(TOLERANCE) <= 0;
    }

    /** Returns the PID. */
    public long pid() {
        return process.pid();
    }

    /** Returns the failure of a start with the same state directory. */
    public ControlFailure runsAlready() {
        return MESSAGES.runsAlready(pid(), directory.path());
    }

    /**
     * Asks it something.
     *
     * @param patience how long each line of the answer may take to come
     * @param lines takes the lines of the answer as they come
     * @throws ControlFailure if it doesn't answer, or answers that it failed; with the reason
     */
    public void ask(String request, Map<String, ?> parameters, Duration patience, Consumer<JsonNode> lines) {
        try {
            askSocket(request, parameters, patience, lines);
        } catch (IOException e) {
            throw MESSAGES.noAnswer(pid(), endsNow(e) ? "it has ended meanwhile" : Reason.of(e));
        }
    }

    private boolean endsNow(IOException e) {
        return awaitEnd(e instanceof EOFException ? TIME_TO_END : Duration.ZERO);
    }

    private void askSocket(String request, Map<String, ?> parameters, Duration patience, Consumer<JsonNode> lines)
            throws IOException {
        Map<String, Object> fields = new HashMap<>(parameters);
        fields.put(Requests.PID, file.pid());
        ControlClient.ask(directory.socket(), request, fields, patience, lines);
    }

    /** Returns how it is: what {@code status --json} prints. */
    public JsonNode status() {
        List<JsonNode> lines = new ArrayList<>();
        ask(Requests.STATUS, Map.of(), PATIENCE, lines::add);
        return lines.get(0);
    }

    /** How a server has ended. */
    public enum End {
        /** In order. */
        ITSELF,
        /** By force, since it took too long: by us, or by its own limit. */
        KILLED,
        /** It runs on: another user's, for instance. */
        NONE
    }

    /**
     * Stops it, and waits for the end of its process.
     *
     * @param limit how long that may take before it is killed; without, as long as it itself says
     */
    public End stop(Optional<Duration> limit) {
        Duration told = orderStop();
        End end = End.ITSELF;
        if (!awaitEnd(limit.orElse(told.plus(GRACE)))) {
            process.destroyForcibly();
            end = awaitEnd(TIME_TO_DIE) ? End.KILLED : End.NONE;
        }
        if (end == End.ITSELF && hasLeftItsFile()) { // by its own limit, then
            end = End.KILLED;
        }
        if (end == End.KILLED) {
            cleanUp();
        }
        return end;
    }

    private boolean hasLeftItsFile() {
        try {
            return PidFile.read(directory.pidFile()).filter(file::equals).isPresent();
        } catch (IOException e) {
            return false; // nobody knows
        }
    }

    /** Returns how long it will take at most. */
    private Duration orderStop() {
        List<JsonNode> lines = new ArrayList<>();
        try {
            askSocket(Requests.STOP, Map.of(), PATIENCE, lines::add);
            return Duration.ofMillis(lines.get(0).path("limitMillis").asLong());
        } catch (IOException | ControlFailure e) {
            process.destroy();
            return STOP_LIMIT;
        }
    }

    private boolean awaitEnd(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (ProcessState.isAlive(process)) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return true;
    }

    /** Removes what a killed process has left, if no other has taken its place. */
    private void cleanUp() {
        try {
            Optional<StateLock> lock = StateLock.take(directory.lockFile());
            if (lock.isPresent()) {
                file.delete(directory.pidFile());
                if (!Files.exists(directory.pidFile())) {
                    Files.deleteIfExists(directory.socket());
                }
                lock.get().close();
            }
        } catch (IOException e) {
            ControlLogger.LOG.debug("cleaning the state directory", e);
        }
    }
}
