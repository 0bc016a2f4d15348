package dev.swell.runtime.cli;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.swell.Main;

/** The command line of this JVM, with other arguments of the main class. */
final class JavaCommand {

    /** What these say is among the arguments that a JVM tells of itself. */
    private static final List<String> TOLD_BY_VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS",
            "_JAVA_OPTIONS");

    private JavaCommand() {}

    /** Returns the jar that this JVM was started with, if by {@code -jar}. */
    static Optional<Path> jar() {
        String classPath = System.getProperty("java.class.path");
        boolean jar = (System.getProperty("sun.java.command", "") + " ").startsWith(classPath + " ");
        return jar ? Optional.of(Path.of(classPath)) : Optional.empty();
    }

    static ProcessBuilder with(List<String> prefix, List<String> arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(ProcessHandle.current().info().command()
                .orElse(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        // a jar's manifest opens packages, so it must be started as a jar again
        command.addAll(jar().map(jar -> List.of("-jar", jar.toString()))
                .orElseGet(() -> List.of("-cp", System.getProperty("java.class.path"), Main.class.getName())));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(TOLD_BY_VARIABLES);
        return builder;
    }
}
