package dev.swell.runtime.config;

/**
 * A value that no log and no message may have in it.
 *
 * @param value what it is
 */
public record Secret(String value) {

    /** Doesn't say it. */
    @Override
    public String toString() {
        return "a secret";
    }
}
