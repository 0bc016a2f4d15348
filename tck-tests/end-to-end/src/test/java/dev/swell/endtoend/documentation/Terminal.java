package dev.swell.endtoend.documentation;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.swell.endtoend.SwellProcess;
import dev.swell.endtoend.documentation.Page.Block;

/** Plays the console blocks of a page: runs what stands after {@code $} and compares what it prints with what is shown. */
final class Terminal implements AutoCloseable {

    private static final Pattern FAILURE = Pattern.compile("swell \\w+ failed:");
    private static final Pattern DETACHED = Pattern
            .compile(" is served at (http://\\S+) \\(management (http://\\S+)\\) by PID (\\d+)");
    private static final int PATIENCE_SECONDS = 60;
    private static final int ENDED_BY_SIGTERM = 143;

    private final Page page;
    private final Path directory;
    private final Curl curl;
    private final Websocat websocat = new Websocat(this::real);
    private SwellProcess server;
    private Matcher detached;
    private boolean development;

    Terminal(Page page, Path directory) {
        this.page = page;
        this.directory = directory;
        this.curl = new Curl(directory, this::real);
    }

    void play(Block block) throws IOException, InterruptedException {
        List<String> lines = block.lines();
        assertThat(lines.get(0)).as("%s:%d: a console block begins with a command", page, block.line() + 1)
                .startsWith("$ ");
        for (int i = 0; i < lines.size();) {
            int end = i + 1;
            while (end < lines.size() && !lines.get(end).startsWith("$ ")) {
                end++;
            }
            String command = lines.get(i).substring(2);
            List<String> shown = lines.subList(i + 1, end);
            int line = block.line() + 1 + i;
            if (comesLater(command)) {
                await().untilAsserted(() -> check(command, shown, line));
            } else {
                check(command, shown, line);
            }
            i = end;
        }
    }

    /** What is counted of an answer is counted after it, and what is saved is served a moment later. */
    private boolean comesLater(String command) {
        return command.contains("localhost:9000") || development && command.contains("localhost:8080");
    }

    private void check(String command, List<String> shown, int line) throws IOException, InterruptedException {
        List<String> printed = run(command, shown);
        assertThat(Output.matches(shown, printed))
                .as("%s:%d: %s%nis shown to print%n%s%nand prints%n%s", page, line, command,
                        String.join("\n", shown), String.join("\n", printed))
                .isTrue();
    }

    private List<String> run(String command, List<String> shown) throws IOException, InterruptedException {
        List<String> words = Words.of(command);
        List<String> arguments = words.subList(1, words.size());
        return switch (words.get(0)) {
            case "curl" -> curl.run(arguments, shown);
            case "websocat" -> websocat.run(arguments, shown);
            case "java" -> shown.isEmpty() ? serve(arguments) : command(command, shown);
            default -> shell(command, 0);
        };
    }

    /** Starts a server, in place of the one before. */
    void start(List<String> javaArguments) throws IOException, InterruptedException {
        close();
        development = javaArguments.contains("--dev");
        server = SwellProcess.runIn(directory, javaArguments).awaitServing();
    }

    /** What is to print something ends by itself; this is to serve until another one takes its place. */
    private List<String> serve(List<String> javaArguments) throws IOException, InterruptedException {
        start(javaArguments);
        return List.of();
    }

    private List<String> command(String command, List<String> shown) throws IOException, InterruptedException {
        boolean fails = shown.stream().anyMatch(line -> FAILURE.matcher(line).matches());
        List<String> printed = shell(command, fails ? 1 : 0);
        for (String line : printed) {
            Matcher start = DETACHED.matcher(line);
            if (start.find()) {
                detached = start;
            }
        }
        return printed.stream().map(this::shown).toList();
    }

    private List<String> shell(String command, int exitCode) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command).directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().merge("PATH", Path.of(System.getProperty("java.home"), "bin").toString(),
                (path, jdk) -> jdk + ":" + path);
        builder.environment().putAll(Map.of("SWELL_HTTP_PORT", "0", "SWELL_MANAGEMENT_PORT", "0"));
        Process process = builder.start();
        process.getOutputStream().close();
        List<String> printed = new ArrayList<>(
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList());
        if (!process.waitFor(PATIENCE_SECONDS, SECONDS) || process.exitValue() != exitCode) {
            process.destroyForcibly();
            printed.add("(and does not end with " + exitCode + ")");
        }
        return printed;
    }

    private String real(String address) {
        return address.replace("localhost:8080", base().getAuthority())
                .replace("localhost:9000", management().getAuthority());
    }

    /** Returns what a reader would see, who has not given the server other ports. */
    private String shown(String line) {
        return detached == null ? line : line.replace(base().getAuthority(), "127.0.0.1:8080")
                .replace(management().getAuthority(), "127.0.0.1:9000");
    }

    private URI base() {
        return detached == null ? server.base() : URI.create(detached.group(1));
    }

    private URI management() {
        return detached == null ? server.management() : URI.create(detached.group(2));
    }

    /** Stops the server as a reader would, and expects that it ends well: Swell's main with 0, others as the JVM does. */
    @Override
    public void close() {
        if (detached != null) { // the page has stopped it; unless the test has failed
            ProcessHandle.of(Long.parseLong(detached.group(3))).ifPresent(ProcessHandle::destroyForcibly);
            detached = null;
        }
        if (server != null) {
            try (SwellProcess ending = server) {
                server = null;
                assertThat(ending.terminate().awaitExit()).as("exit code").isIn(0, ENDED_BY_SIGTERM);
            } catch (InterruptedException e) {
                throw new AssertionError("the test was interrupted", e);
            }
        }
    }
}
