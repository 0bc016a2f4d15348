package dev.swell.runtime.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.smallrye.config.inject.ConfigExtension;
import io.undertow.Undertow;

import dev.swell.extension.ExtensionSettings;
import dev.swell.extension.SwellExtension;
import dev.swell.runtime.config.ManagementSettings;
import dev.swell.runtime.worker.Container;
import dev.swell.runtime.worker.Handover;
import dev.swell.runtime.worker.Worker;
import dev.swell.runtime.worker.Workers;

class ManagementHandlerTest {

    private static final AtomicBoolean STOCKED = new AtomicBoolean();

    @RequestScoped
    static class Shelf {
        boolean stocked() {
            return STOCKED.get();
        }
    }

    @Readiness
    @ApplicationScoped
    static class Stocked implements HealthCheck {
        @Inject
        Shelf shelf;

        @Override
        public HealthCheckResponse call() {
            return HealthCheckResponse.named("stocked").status(shelf.stocked()).build();
        }
    }

    @Liveness
    @ApplicationScoped
    static class Broken implements HealthCheck {
        @Override
        public HealthCheckResponse call() {
            throw new IllegalStateException("on purpose");
        }
    }

    private final Workers workers = new Workers();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final Metrics metrics = new Metrics();
    private Undertow server;

    @BeforeEach
    void start() {
        STOCKED.set(true);
        workers.swap(worker());
        server = Undertow.builder().addHttpListener(0, "127.0.0.1")
                .setHandler(new ManagementHandler(workers, metrics, stopping::get)).build();
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
        workers.current().close();
        metrics.close();
    }

    private static Worker worker() {
        SwellExtension extension = new SwellExtension(ExtensionSettings.none());
        WeldContainer container = new Weld("health").disableDiscovery().addExtensions(extension, new ConfigExtension())
                .addBeanClasses(Shelf.class, Stocked.class, Broken.class)
                .addBeanClasses(new HealthAddOn().beanClasses().toArray(Class<?>[]::new)).initialize();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return new Worker(1, new Container(loader, container.getBeanManager(), extension, container::shutdown),
                Handover.pool(1, 4, loader));
    }

    @Test
    void asksTheReadinessChecksInAUnitOfWork() throws Exception {
        HttpResponse<String> up = get("/health/ready");
        assertThat(up.statusCode()).isEqualTo(200);
        assertThat(up.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(up.body()).isEqualTo("{\"status\":\"UP\",\"checks\":[{\"name\":\"stocked\",\"status\":\"UP\"}]}");

        STOCKED.set(false);
        HttpResponse<String> down = get("/health/ready");
        assertThat(down.statusCode()).isEqualTo(503);
        assertThat(down.body())
                .isEqualTo("{\"status\":\"DOWN\",\"checks\":[{\"name\":\"stocked\",\"status\":\"DOWN\"}]}");
    }

    @Test
    void reportsACheckThatThrowsAsDown() throws Exception {
        assertThat(get("/health/live").statusCode()).isEqualTo(503);
        HttpResponse<String> all = get("/health");
        assertThat(all.statusCode()).isEqualTo(503);
        assertThat(all.body()).contains("stocked", "Broken");
    }

    @Test
    void isUpWithoutChecks() throws Exception {
        HttpResponse<String> started = get("/health/started");

        assertThat(started.statusCode()).isEqualTo(200);
        assertThat(started.body()).isEqualTo("{\"status\":\"UP\",\"checks\":[]}");
    }

    @Test
    void isNotReadyWhileItStops() throws Exception {
        stopping.set(true);

        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(get("/health/ready").body()).contains("stopping");
        assertThat(get("/health/started").statusCode()).isEqualTo(200);
        assertThat(workers.current().active()).isZero();
    }

    @Test
    void keepsNoLeaseOfAWorkerWhoseThreadsHaveEnded() throws Exception {
        workers.current().handover().close();

        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(workers.current().active()).isZero();
    }

    @Test
    void exportsMetrics() throws Exception {
        metrics.counter("swell_test_exports", "for this test").inc();

        HttpResponse<String> answer = get("/metrics");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(answer.body()).contains("swell_test_exports_total{mp_scope=\"vendor\",} ");
    }

    @Test
    void refusesOtherPathsAndMethods() throws Exception {
        assertThat(get("/").statusCode()).isEqualTo(404);
        assertThat(get("/health/other").statusCode()).isEqualTo(404);
        HttpResponse<String> posted = send(request("/health").POST(BodyPublishers.noBody()).build());
        assertThat(posted.statusCode()).isEqualTo(405);
        assertThat(posted.headers().firstValue("Allow")).contains("GET, HEAD");
    }

    @Test
    void saysWhyItsPortCannotBeOpened() {
        ManagementSettings nowhere = new ManagementSettings(true, "no-such-host.invalid", 0);

        assertThatThrownBy(() -> ManagementServer.open(nowhere, workers, metrics, stopping::get))
                .hasMessage(
                        "SWELL-551: Health and metrics can't be served on no-such-host.invalid port 0: no such host: "
                                + "set swell.management.host to a name that is known here, or to an address, such as '127.0.0.1' "
                                + "or '0.0.0.0', or set swell.management.port to 'off'");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path).build());
    }

    private HttpRequest.Builder request(String path) {
        int port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(Duration.ofSeconds(10));
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
