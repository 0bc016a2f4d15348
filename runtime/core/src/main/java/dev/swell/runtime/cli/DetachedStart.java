package dev.swell.runtime.cli;

import static dev.swell.runtime.cli.CliMessages.MESSAGES;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import dev.swell.runtime.control.ControlFailure;
import dev.swell.runtime.control.Instance;
import dev.swell.runtime.control.StateDirectory;

/**
 * Starts the server in a process of its own, and waits until it serves. That process has this one's Java options, a session
 * of its own where the system has {@code setsid}, and the log in the state directory as its standard output and standard
 * error. Through one more file descriptor it tells this one why its start fails, be the disk full.
 */
final class DetachedStart {

    private static final Path COMPLAINTS = Path.of("/dev/fd/3");
    private static final String REDIRECT = "exec \"$@\" 3>&1 >>\"$0\" 2>&1 </dev/null";
    private static final int MOST_OF_LOG = 4096;
    private static final int PAUSE_MILLIS = 30;

    private final StartOptions options;
    private final StateDirectory directory;
    private final PrintWriter out;
    private final PrintWriter err;
    private volatile boolean complained;

    DetachedStart(StartOptions options, PrintWriter out, PrintWriter err) {
        this.options = options;
        this.directory = options.application().state().needed("start -d");
        this.out = out;
        this.err = err;
    }

    /** Returns where a detached server complains to the process that has started it. */
    static PrintWriter complaints() {
        try {
            return new PrintWriter(Files.newOutputStream(COMPLAINTS), true, StandardCharsets.UTF_8);
        } catch (IOException e) { // somebody else has started it
            return new PrintWriter(System.err, true);
        }
    }

    /** Returns the exit code. */
    int run() throws InterruptedException {
        directory.create();
        // the new process would find out itself, but take its time for it
        if (!options.ignoreOthers()) {
            Instance.find(directory).ifPresent(other -> {
                throw other.runsAlready();
            });
        }
        long logBefore = openLog();
        Process server = start();
        Thread abort = new Thread(server::destroy, "swell-abort");
        Runtime.getRuntime().addShutdownHook(abort); // for Ctrl+C while it starts
        Thread complaints = new Thread(() -> pass(server.inputReader(StandardCharsets.UTF_8)), "swell-complaints");
        complaints.setDaemon(true);
        complaints.start();
        while (!server.waitFor(PAUSE_MILLIS, MILLISECONDS)) {
            Optional<JsonNode> status = serving(server.pid());
            if (status.isPresent()) {
                Runtime.getRuntime().removeShutdownHook(abort);
                tell(status.get());
                return 0;
            }
        }
        complaints.join();
        if (!complained) {
            throw MESSAGES.endedEarly(server.exitValue(), directory.log(), logSince(logBefore));
        }
        return 1;
    }

    /** Returns how long it is. */
    private long openLog() {
        try (FileChannel log = FileChannel.open(directory.log(), StandardOpenOption.CREATE,
                StandardOpenOption.APPEND)) {
            return log.size();
        } catch (IOException e) {
            throw directory.unusable(e);
        }
    }

    private Process start() {
        List<String> prefix = new ArrayList<>(ownSession());
        prefix.addAll(List.of("/bin/sh", "-c", REDIRECT, directory.log().toString()));
        try {
            ProcessBuilder command = JavaCommand.with(prefix, options.detachedArguments()).redirectErrorStream(true);
            command.environment().putAll(options.application().environment());
            return command.start();
        } catch (IOException e) {
            throw MESSAGES.notDetached(e.getMessage());
        }
    }

    /** So that neither Ctrl+C nor the end of the terminal reaches it. */
    private static List<String> ownSession() {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "setsid")).filter(Files::isExecutable).map(Path::toString).limit(1)
                .toList();
    }

    private void pass(BufferedReader complaints) {
        try (complaints) {
            String line = complaints.readLine();
            while (line != null) {
                complained = true;
                err.println(line);
                err.flush();
                line = complaints.readLine();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String logSince(long begin) {
        try (RandomAccessFile log = new RandomAccessFile(directory.log().toFile(), "r")) {
            log.seek(Math.max(begin, log.length() - MOST_OF_LOG));
            byte[] end = new byte[(int) Math.min(MOST_OF_LOG, Math.max(0, log.length() - log.getFilePointer()))];
            log.readFully(end);
            return new String(end, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private Optional<JsonNode> serving(long pid) {
        try {
            return Instance.find(directory).filter(instance -> instance.pid() == pid).map(Instance::status)
                    .filter(status -> status.path("state").asText().equals("SERVING"));
        } catch (ControlFailure e) { // it may be ending
            return Optional.empty();
        }
    }

    private void tell(JsonNode status) {
        out.printf("%s is served at %s by PID %d, log: %s%n", StatusText.application(status),
                StatusText.addresses(status), status.path("pid").asLong(), directory.log());
        out.flush();
    }
}
