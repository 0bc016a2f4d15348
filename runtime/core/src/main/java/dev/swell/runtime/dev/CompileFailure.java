package dev.swell.runtime.dev;

import java.util.List;

/** Sources don't compile. The message has all that the compiler says. */
final class CompileFailure extends Exception {

    private static final long serialVersionUID = 1;

    CompileFailure(List<String> errors) {
        super(String.join(System.lineSeparator(), errors), null, false, false);
    }

    /** As it is to be read in the log, where its class is of no use. */
    @Override
    public String toString() {
        return getMessage();
    }
}
