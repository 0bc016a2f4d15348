package auction.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

import com.fasterxml.jackson.databind.JsonNode;

/** A headless Chromium with a profile of its own. */
public final class Chromium implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final String READY = "DevTools listening on ";
    private static final int EXIT_SECONDS = 10;

    private final Path profile;
    private final Process process;
    private final DevTools tools;

    private Chromium(Path profile) throws IOException {
        this.profile = profile;
        process = new ProcessBuilder(PROGRAM.toString(), "--headless", "--no-sandbox", "--disable-gpu",
                "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars", "--lang=en-GB",
                "--remote-debugging-port=0", "--user-data-dir=" + profile, "about:blank").redirectErrorStream(true)
                .start();
        try {
            tools = new DevTools(address());
        } catch (IOException | RuntimeException | Error e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** Starts one. Where it isn't installed the test is skipped, on the build server it fails. */
    public static Chromium start() throws IOException {
        if (!Files.isExecutable(PROGRAM)) {
            String reason = "Browser tests need Debian's package 'chromium' (" + PROGRAM + ")";
            if ("true".equals(System.getenv("TESTS_MUST_NOT_SKIP"))) {
                throw new AssertionError(reason);
            }
            Assumptions.abort(reason);
        }
        return new Chromium(Files.createTempDirectory("chromium-"));
    }

    private URI address() throws IOException {
        BufferedReader output = process.inputReader(UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(READY)) {
                drain(output);
                return URI.create(line.substring(READY.length()));
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("Chromium ended: " + said);
    }

    /** Reads on, or the browser would stand still once the pipe is full. */
    private static void drain(BufferedReader output) {
        Thread reader = new Thread(() -> output.lines().forEach(line -> {}), "chromium-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Opens an address as somebody who shares no cookies with the other pages. */
    public BrowserPage open(URI uri) {
        String context = tools.call("Target.createBrowserContext", Map.of()).get("browserContextId").textValue();
        JsonNode target = tools.call("Target.createTarget", Map.of("url", "about:blank", "browserContextId", context));
        JsonNode session = tools.call("Target.attachToTarget",
                Map.of("targetId", target.get("targetId").textValue(), "flatten", true));
        BrowserPage page = new BrowserPage(tools, session.get("sessionId").textValue());
        page.show(uri);
        return page;
    }

    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        tools.call("Browser.close", Map.of());
        if (process.onExit().completeOnTimeout(process, EXIT_SECONDS, SECONDS).join().isAlive()) {
            process.destroyForcibly().onExit().orTimeout(EXIT_SECONDS, SECONDS).join();
        }
        children.forEach(ProcessHandle::destroyForcibly); // they write to the profile as long as they live
        children.forEach(child -> child.onExit().orTimeout(EXIT_SECONDS, SECONDS).exceptionally(e -> null).join());
        deleteProfile();
    }

    private void deleteProfile() {
        try (Stream<Path> files = Files.walk(profile)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
