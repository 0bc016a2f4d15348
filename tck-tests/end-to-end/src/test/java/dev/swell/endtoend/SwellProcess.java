package dev.swell.endtoend;

import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code swell.jar} in a process of its own, on free ports. Closing it kills what still runs. */
public final class SwellProcess implements AutoCloseable {

    static final Path JAR = Path.of(System.getProperty("swell.jar"));

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern SERVED = Pattern
            .compile("SWELL-(?:003|680): .* (?:at|on) (http://\\S+:\\d+)(?: \\(management (http://\\S+:\\d+)\\))?");
    private static final String MAIN = "dev.swell.Main";
    // root may read whatever the rights on a file say, which users may not: so take that from it
    private static final List<String> AS_USERS_DO = System.getProperty("user.name").equals("root")
            ? List.of("setpriv", "--bounding-set", "-dac_override,-dac_read_search")
            : List.of();

    private final Process process;
    private final Path directory;
    private final Path out;
    private final Path err;
    private final Path temporary;

    private SwellProcess(List<String> arguments, Map<String, String> environment) throws IOException {
        this(null, arguments, environment);
    }

    /** In a directory of its own if none is given. */
    private SwellProcess(Path workingDirectory, List<String> arguments, Map<String, String> environment)
            throws IOException {
        directory = Files.createTempDirectory("swell-process");
        out = directory.resolve("out");
        err = directory.resolve("err");
        temporary = Files.createDirectory(directory.resolve("tmp"));
        List<String> command = new ArrayList<>(AS_USERS_DO);
        command.addAll(List.of(JAVA.toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m",
                "-Djava.io.tmpdir=" + temporary));
        command.addAll(arguments);
        Path own = Files.createDirectory(directory.resolve("work"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory((workingDirectory == null ? own : workingDirectory).toFile())
                .redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SWELL_") || name.equals("JAVA_TOOL_OPTIONS"));
        builder.environment().putAll(Map.of("SWELL_HTTP_PORT", "0", "SWELL_MANAGEMENT_PORT", "0",
                "SWELL_THREADS", System.getProperty("test.threads")));
        builder.environment().putAll(environment);
        process = builder.start();
    }

    /** Runs {@code java -jar swell.jar} with these arguments. */
    static SwellProcess run(String... arguments) throws IOException {
        return run(Map.of(), arguments);
    }

    /** The same with environment variables; keys of the configuration may be given so. */
    static SwellProcess run(Map<String, String> environment, String... arguments) throws IOException {
        return new SwellProcess(joined(List.of("-jar", JAR.toString()), arguments), environment);
    }

    /** Runs {@code java -cp … dev.swell.Main} with these arguments. */
    static SwellProcess runOnClassPath(String classPath, String... arguments) throws IOException {
        return runOnClassPath(Map.of(), classPath, arguments);
    }

    static SwellProcess runOnClassPath(Map<String, String> environment, String classPath, String... arguments)
            throws IOException {
        return new SwellProcess(joined(List.of("-cp", classPath, MAIN), arguments), environment);
    }

    /** Runs {@code java} with these arguments in that directory. */
    public static SwellProcess runIn(Path directory, List<String> arguments) throws IOException {
        return runIn(directory, arguments, Map.of());
    }

    /** The same with environment variables. */
    public static SwellProcess runIn(Path directory, List<String> arguments, Map<String, String> environment)
            throws IOException {
        return new SwellProcess(directory, arguments, environment);
    }

    private static List<String> joined(List<String> main, String... arguments) {
        return Stream.concat(main.stream(), Stream.of(arguments)).toList();
    }

    /** Waits until it serves. */
    public SwellProcess awaitServing() {
        await().atMost(LIMIT).until(() -> SERVED.matcher(out() + err()).find() || !process.isAlive());
        if (!SERVED.matcher(out() + err()).find()) {
            fail("It ended with " + process.exitValue() + ":\n" + out() + err());
        }
        return this;
    }

    /** Waits until it has ended, and returns its exit code. */
    public int awaitExit() throws InterruptedException {
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            fail("It still runs:\n" + out() + err());
        }
        return process.exitValue();
    }

    /** Returns where the application is served. */
    public URI base() {
        return address(1);
    }

    /** Returns where health and metrics are served. */
    public URI management() {
        return address(2);
    }

    private URI address(int group) {
        Matcher matcher = SERVED.matcher(out() + err());
        if (!matcher.find()) {
            fail("It doesn't serve:\n" + out() + err());
        }
        return URI.create(matcher.group(group));
    }

    /** Returns what the application answers. */
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return get(base(), path);
    }

    static HttpResponse<String> get(URI base, String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path)));
    }

    /** Returns what a browser gets that goes there. */
    HttpResponse<String> browse(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base().resolve(path)).header("Accept", "text/html,*/*;q=0.8"));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.timeout(Duration.ofSeconds(30)).build(),
                BodyHandlers.ofString());
    }

    /** As {@link #get(String)}; null if there is no answer. */
    HttpResponse<String> tryGet(String path) {
        try {
            return get(path);
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Sends SIGTERM. */
    public SwellProcess terminate() {
        process.destroy();
        return this;
    }

    /** Returns what the application has written after "event ", line by line. */
    List<String> events() {
        return out().lines().filter(line -> line.startsWith("event ")).map(line -> line.substring("event ".length()))
                .toList();
    }

    /** Returns the files that are still in its temporary directory. */
    List<Path> leftBehind() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("hsperfdata")).toList();
        }
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        Folders.delete(directory);
    }
}
