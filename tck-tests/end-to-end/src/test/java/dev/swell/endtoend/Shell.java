package dev.swell.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Commands that are run in one directory, as at a terminal. Closing it kills all that still run there. */
final class Shell implements AutoCloseable {

    private final Path directory;
    private final Map<String, String> environment;
    // whatever was detached has the temporary directory of the process that started it
    private final List<SwellProcess> processes = new ArrayList<>();

    Shell(Path directory) {
        this(directory, Map.of());
    }

    Shell(Path directory, Map<String, String> environment) {
        this.directory = directory;
        this.environment = environment;
    }

    /** What a command that has ended has printed. */
    record Result(int exit, String out, String err) {

        /** Returns the number after {@code PID}. */
        long pid() {
            return Long.parseLong(out.replaceFirst("(?s).*PID (\\d+).*", "$1"));
        }
    }

    /** Runs a command of {@code swell.jar} to its end. */
    Result run(String... arguments) throws Exception {
        return result(start(arguments));
    }

    /** Runs {@code java} with these arguments to its end. */
    Result java(List<String> arguments) throws Exception {
        return result(startJava(arguments));
    }

    static Result result(SwellProcess process) throws Exception {
        int exit = process.awaitExit();
        return new Result(exit, process.out(), process.err());
    }

    /** Starts a command and doesn't wait. */
    SwellProcess start(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("-jar", SwellProcess.JAR.toString()));
        all.addAll(List.of(arguments));
        return startJava(all);
    }

    private synchronized SwellProcess startJava(List<String> arguments) throws IOException {
        SwellProcess process = SwellProcess.runIn(directory, arguments, environment);
        processes.add(process);
        return process;
    }

    /** Returns the processes that run in the directory. */
    List<ProcessHandle> running() {
        return ProcessHandle.allProcesses().filter(this::runsHere).toList();
    }

    private boolean runsHere(ProcessHandle process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", String.valueOf(process.pid()), "cwd"))
                    .equals(directory.toRealPath());
        } catch (IOException e) { // it has ended
            return false;
        }
    }

    Path state(String file) {
        return directory.resolve(".swell").resolve(file);
    }

    /** Returns the names of the files in the state directory. */
    List<String> stateFiles() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve(".swell"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    String log() throws IOException {
        return Files.readString(state("swell.log"));
    }

    @Override
    public void close() {
        running().forEach(process -> process.destroyForcibly());
        processes.forEach(SwellProcess::close);
    }
}
