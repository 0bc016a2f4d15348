package dev.swell.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

@Tag("threads")
class ObservationIT {

    @TempDir
    Path folder;

    private Path chatter() throws Exception {
        return new TestApplication().with("Chatter", """
                @ApplicationScoped
                class Chatter {
                    @Route("/log") void log(HttpServerExchange exchange) {
                        java.util.logging.Logger.getLogger("app.Jul").warning("by jul");
                        org.slf4j.LoggerFactory.getLogger("app.Slf4j").warn("by {}", "slf4j");
                        org.jboss.logging.Logger.getLogger("app.Jboss").warnf("by %s", "jboss");
                        System.getLogger("app.System").log(System.Logger.Level.WARNING, "by system\\nforged");
                        org.slf4j.LoggerFactory.getLogger("app.Slf4j").debug("debug");
                    }
                    @Route("/lots/{id}") void lot(HttpServerExchange exchange) { }
                }
                """).with("Stock", """
                @org.eclipse.microprofile.health.Readiness
                @ApplicationScoped
                class Stock implements org.eclipse.microprofile.health.HealthCheck {
                    public org.eclipse.microprofile.health.HealthCheckResponse call() {
                        return org.eclipse.microprofile.health.HealthCheckResponse.down("stock");
                    }
                }
                """).jar(folder.resolve("chatter.jar"));
    }

    @Test
    void writesAllFourLoggingInterfacesAsText() throws Exception {
        try (SwellProcess swell = start(Map.of("SWELL_LOG_CATEGORY__APP_SLF4J__LEVEL", "DEBUG"))) {
            swell.get("/log");

            assertThat(swell.out()).contains("WARN  [a.Jul] by jul\n", "WARN  [a.Slf4j] by slf4j\n",
                    "WARN  [a.Jboss] by jboss\n",
                    "WARN  [a.System] by system\\nforged\n");
        }
    }

    @Test
    void writesAllFourLoggingInterfacesAsJson() throws Exception {
        try (SwellProcess swell = start(Map.of("SWELL_LOG_FORMAT", "json"))) {
            swell.get("/log");

            ObjectMapper json = new ObjectMapper();
            List<String> lines = swell.out().lines().toList();
            assertThat(lines).extracting(line -> json.readTree(line).get("message").asText())
                    .contains("by jul", "by slf4j", "by jboss", "by system\nforged");
            JsonNode line = json.readTree(lines.get(lines.size() - 1));
            assertThat(line.get("category").asText()).isEqualTo("app.System");
            assertThat(line.get("level").asText()).isEqualTo("WARN");
        }
    }

    @Test
    void answersHealth() throws Exception {
        try (SwellProcess swell = start(Map.of())) {
            HttpResponse<String> ready = SwellProcess.get(swell.management(), "/health/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body())
                    .isEqualTo("{\"status\":\"DOWN\",\"checks\":[{\"name\":\"stock\",\"status\":\"DOWN\"}]}");
            assertThat(SwellProcess.get(swell.management(), "/health").statusCode()).isEqualTo(503);
            assertThat(SwellProcess.get(swell.management(), "/health/live").statusCode()).isEqualTo(200);
            assertThat(SwellProcess.get(swell.management(), "/health/started").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void countsRequestsByTemplate() throws Exception {
        try (SwellProcess swell = start(Map.of())) {
            swell.get("/lots/1");
            swell.get("/lots/2");
            swell.get("/nowhere/1");
            swell.get("/nowhere/2");

            // an answer is counted when it is over, which the client may know before the server
            await().untilAsserted(() -> assertThat(SwellProcess.get(swell.management(), "/metrics").body())
                    .contains(
                            "swell_http_requests_seconds_count{method=\"GET\",mp_scope=\"vendor\",route=\"/lots/{id}\",status=\"200\",} 2.0")
                    .contains(
                            "swell_http_requests_seconds_count{method=\"GET\",mp_scope=\"vendor\",route=\"unmatched\",status=\"404\",} 2.0")
                    .contains("swell_http_active_requests", "swell_http_queued_requests", "swell_lanes",
                            "swell_cleaner_failures_total", "swell_application_failures_total")
                    .doesNotContain("nowhere"));
        }
    }

    @Test
    void opensNoManagementPortWhenItIsOff() throws Exception {
        try (SwellProcess swell = start(Map.of("SWELL_MANAGEMENT_PORT", "off"))) {
            assertThat(swell.out()).contains("SWELL-003").doesNotContain("management");
        }
    }

    private SwellProcess start(Map<String, String> environment) throws Exception {
        return SwellProcess.run(environment, "start", "--app", chatter().toString()).awaitServing();
    }
}
