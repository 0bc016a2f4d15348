package dev.swell.endtoend.documentation;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs tests as a build does: in a process of their own, with the project's folder as working directory. */
final class TestProcess {

    private static final int PATIENCE_SECONDS = 120;

    private TestProcess() {}

    /**
     * Runs test classes of the folder {@code target/test-classes}.
     *
     * @return what was printed; it begins with the number of tests that succeeded
     */
    static String run(Path project, List<String> classNames) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp",
                String.join(File.pathSeparator, "target/test-classes", "target/classes",
                        System.getProperty("java.class.path")),
                TestProcess.class.getName()));
        command.addAll(classNames);
        Path output = project.resolve("test-output");
        Process process = new ProcessBuilder(command).directory(project.toFile()).redirectErrorStream(true)
                .redirectOutput(output.toFile()).start();
        if (!process.waitFor(PATIENCE_SECONDS, SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    /** The main of the process. */
    public static void main(String[] classNames) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(LauncherDiscoveryRequestBuilder.request()
                .selectors(Stream.of(classNames).map(DiscoverySelectors::selectClass).toList()).build(), listener);
        TestExecutionSummary summary = listener.getSummary();
        System.out.println("Succeeded: " + summary.getTestsSucceededCount() + " of " + summary.getTestsFoundCount());
        summary.printFailuresTo(new PrintWriter(System.out, true));
    }
}
