package dev.swell.runtime.cli;

import java.io.PrintWriter;

/** Prints facts for people: a name and a value a line. */
record Facts(PrintWriter out) {

    void line(String name, Object value) {
        out.printf("%-12s %s%n", name, value);
        out.flush();
    }
}
