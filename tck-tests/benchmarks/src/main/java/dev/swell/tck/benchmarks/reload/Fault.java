package dev.swell.tck.benchmarks.reload;

import java.util.Arrays;

/** What may be wrong with the application that a reload finds. */
enum Fault {

    /** A bean with a dependency that nothing satisfies. */
    UNRESOLVED("WELD-001408"),
    /** An observer of {@code WorkerStart} throws. */
    REFUSING("refused on purpose"),
    /** A readiness check that never gets up. */
    DOWN("never ready"),
    /** The jar is something else. */
    GARBAGE("SWELL-222"),
    /** The jar is still being written. */
    HALF_WRITTEN("SWELL-222");

    private final String reason;

    Fault(String reason) {
        this.reason = reason;
    }

    /** Returns what the server has to say about it, among other things. */
    String reason() {
        return reason;
    }

    /** Returns the class that is added to the application, or null if it is the jar itself that is broken. */
    String className() {
        return switch (this) {
            case UNRESOLVED -> "Unresolved";
            case REFUSING -> "Refusing";
            case DOWN -> "Down";
            default -> null;
        };
    }

    /** Returns what becomes of the jar's bytes. */
    byte[] spoil(byte[] jar) {
        return switch (this) {
            case GARBAGE -> "This is no jar".getBytes();
            case HALF_WRITTEN -> Arrays.copyOf(jar, jar.length / 2);
            default -> jar;
        };
    }
}
