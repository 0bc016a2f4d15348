package dev.swell.runtime.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private final Metrics metrics = new Metrics();

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void countsRequestsByRouteMethodAndStatus() {
        HttpMetrics http = new HttpMetrics(metrics, () -> 3, () -> 4);
        http.route("/lots/{id}").count("GET", 200, TimeUnit.MILLISECONDS.toNanos(20), 0);
        http.route("/lots/{id}").count("GET", 200, TimeUnit.MILLISECONDS.toNanos(30), 1);
        http.unmatched().count("BREW", 404, 1, 0);

        assertThat(metrics.export())
                .contains(
                        "swell_http_requests_seconds_count{method=\"GET\",mp_scope=\"vendor\",route=\"/lots/{id}\",status=\"200\",} 2.0")
                .contains(
                        "swell_http_requests_seconds_bucket{method=\"GET\",mp_scope=\"vendor\",route=\"/lots/{id}\",status=\"200\",le=\"0.025\",} 1.0")
                .contains(
                        "swell_http_requests_seconds_sum{method=\"GET\",mp_scope=\"vendor\",route=\"/lots/{id}\",status=\"200\",} 0.05")
                .contains(
                        "swell_http_requests_seconds_count{method=\"other\",mp_scope=\"vendor\",route=\"unmatched\",status=\"404\",} 1.0")
                .contains("swell_http_active_requests{mp_scope=\"vendor\",} 3.0")
                .contains("swell_http_queued_requests{mp_scope=\"vendor\",} 4.0")
                .contains("# TYPE swell_http_requests_seconds histogram");
    }

    @Test
    void countsMessagesByPath() {
        AtomicInteger connections = new AtomicInteger(1);
        SocketMetrics sockets = new SocketMetrics(metrics, connections::get);
        sockets.traffic("/chat").received().inc();
        connections.set(2);

        assertThat(metrics.export())
                .contains("swell_socket_messages_total{direction=\"in\",mp_scope=\"vendor\",path=\"/chat\",} 1.0")
                .contains("swell_socket_connections{mp_scope=\"vendor\",} 2.0");
    }

    @Test
    void readsTheLastGaugeThatWasGiven() {
        metrics.gauge("last", "last", () -> 1);
        metrics.gauge("last", "last", () -> 2);

        assertThat(metrics.export()).contains("last{mp_scope=\"vendor\",} 2.0")
                .doesNotContain("last{mp_scope=\"vendor\",} 1.0");
    }

    @Test
    void forgetsGaugesWhenItIsClosed() {
        metrics.gauge("mine", "mine", () -> 1);
        metrics.close();

        assertThat(metrics.export()).doesNotContain("mine");
    }
}
