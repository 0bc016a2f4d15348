package dev.swell.runtime.worker.launch;

import java.util.List;

/**
 * The application can't be started. The message is for people: a line for each problem, with the place and what to do.
 * Holds nothing of the application, so it may be kept.
 */
public final class StartFailure extends RuntimeException {

    private final transient List<String> problems;

    StartFailure(List<String> problems) {
        super(String.join(System.lineSeparator(), problems), null, false, false);
        this.problems = List.copyOf(problems);
    }

    /** Returns the problems, one message each. */
    public List<String> problems() {
        return problems;
    }
}
