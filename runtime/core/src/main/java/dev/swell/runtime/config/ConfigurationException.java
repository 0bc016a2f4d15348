package dev.swell.runtime.config;

import java.util.List;

/** The configuration is wrong. The message has a line for each problem, with the place and what to write instead. */
public final class ConfigurationException extends RuntimeException {

    private final transient List<String> problems;

    /** Makes one of messages for people; the cause may be null. */
    public ConfigurationException(List<String> problems, Throwable cause) {
        super(String.join(System.lineSeparator(), problems), cause);
        this.problems = List.copyOf(problems);
    }

    /** Returns the problems, one message each. */
    public List<String> problems() {
        return problems;
    }
}
