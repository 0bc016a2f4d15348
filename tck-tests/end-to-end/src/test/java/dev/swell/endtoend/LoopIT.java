package dev.swell.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Virtual threads that I/O threads carry, in the real process. */
@Tag("threads")
@Tag("loop")
class LoopIT {

    @TempDir
    Path folder;

    private Path application() throws Exception {
        return new TestApplication().with("Work", """
                @ApplicationScoped
                class Work {
                    @Route("/busy") void busy(HttpServerExchange exchange) {
                        long end = System.nanoTime() + 30_000_000;
                        while (System.nanoTime() < end) {
                            Thread.onSpinWait();
                        }
                        exchange.getResponseSender().send("busy");
                    }
                    @Route("/idle") void idle(HttpServerExchange exchange) throws Exception {
                        Thread.sleep(30);
                        exchange.getResponseSender().send(Thread.currentThread().toString());
                    }
                }
                """).directory(folder.resolve("classes"));
    }

    private static SwellProcess start(Path application, Map<String, String> environment) throws Exception {
        return SwellProcess.run(environment, "start", "--app", application.toString()).awaitServing();
    }

    @Test
    void isWhatIsBestOnThisJava() throws Exception {
        try (SwellProcess swell = start(application(), Map.of("SWELL_THREADS", "auto"))) {
            assertThat(swell.out()).contains("threads: loop (Java " + Runtime.version().feature() + ")");
            assertThat(swell.get("/idle").body()).startsWith("VirtualThread");
        }
    }

    @Test
    void movesARouteThatKeepsItsThreadBusyAway() throws Exception {
        try (Shell shell = new Shell(folder, Map.of("SWELL_THREADS", "loop"))) {
            SwellProcess swell = shell.start("start", "--app", application().toString()).awaitServing();
            for (int i = 0; i < 5; i++) {
                assertThat(swell.get("/busy").body()).isEqualTo("busy");
                assertThat(swell.get("/idle").statusCode()).isEqualTo(200);
            }
            await().untilAsserted(() -> assertThat(SwellProcess.get(swell.management(), "/metrics").body())
                    .contains("swell_moved{mp_scope=\"vendor\",} 1.0").contains("swell_rescued_slices_total{"));
            assertThat(new ObjectMapper().readTree(shell.run("status", "--json").out()).at("/moved/0/name").asText())
                    .isEqualTo("Route '/busy'");
            assertThat(swell.out().lines().filter(line -> line.contains("SWELL-291"))).singleElement().asString()
                    .containsPattern("Route '/busy' keeps I/O threads busy \\(([3-9]\\d|\\d{3,}) ms at once");
        }
    }

    @Test
    void isDoneWithoutWhereTheJdkIsNotOpened() throws Exception {
        Path application = application();
        try (SwellProcess swell = SwellProcess
                .runOnClassPath(Map.of("SWELL_THREADS", "auto"), application + ":" + SwellProcess.JAR, "start")
                .awaitServing()) {
            assertThat(swell.out()).contains("threads: pool (without --add-opens java.base/java.lang=ALL-UNNAMED)");
        }
    }
}
