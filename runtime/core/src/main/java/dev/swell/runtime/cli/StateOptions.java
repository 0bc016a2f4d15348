package dev.swell.runtime.cli;

import static dev.swell.runtime.cli.CliMessages.MESSAGES;

import java.nio.file.Path;
import java.util.Optional;

import picocli.CommandLine.Option;

import dev.swell.runtime.config.StateLocation;
import dev.swell.runtime.control.Instance;
import dev.swell.runtime.control.StateDirectory;

/** Where the state of the server is. */
final class StateOptions {

    @Option(names = "--state-dir", paramLabel = "DIR", description = {
            "Where the PID file, the control socket and the log of a",
            "detached server are; 'none' for a read-only system.",
            "Default: $SWELL_STATE_DIR, or .swell"})
    private String directory;

    /** Returns the path; empty if there is to be no state. */
    Optional<Path> path() {
        return StateLocation.find(Optional.ofNullable(directory));
    }

    /** Returns the path as an option has it. */
    String text() {
        return path().map(Path::toString).orElse("none");
    }

    /** Returns the directory; empty if there is to be none. */
    Optional<StateDirectory> directory() {
        return path().map(StateDirectory::new);
    }

    /** Returns the directory that a command needs. */
    StateDirectory needed(String command) {
        return directory().orElseThrow(() -> MESSAGES.noState(command));
    }

    /** Returns the server that a command is about. */
    Instance running(String command) {
        StateDirectory state = needed(command);
        return Instance.find(state).orElseThrow(() -> MESSAGES.nothingRuns(state.path()));
    }
}
