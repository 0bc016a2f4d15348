package dev.swell.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Live configuration, in the real jar: from a change to the event and to the new worker's first answer. */
class LiveConfigurationIT {

    private static final int CHANGES = 5;
    private static final String SECRET = "s3cr3t-access-key";

    /** As much of Apollo as one namespace and one client need. */
    private static final class Apollo implements AutoCloseable {

        private final HttpServer server;
        private final ExecutorService threads = Executors.newCachedThreadPool();
        private final Semaphore news = new Semaphore(0);
        private volatile int price = 1;

        Apollo() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(threads);
            server.createContext("/configs/shop/default/application", this::configuration);
            server.createContext("/notifications/v2", this::notification);
            server.start();
        }

        String address() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        void release(int next) {
            price = next;
            news.release();
        }

        private void configuration(HttpExchange exchange) throws IOException {
            int now = price;
            boolean same = exchange.getRequestURI().getQuery().contains("releaseKey=r" + now + "&");
            answer(exchange, same ? 304 : 200, "{\"releaseKey\": \"r" + now + "\", \"configurations\": {\"price\": \""
                    + now + "\", \"unread\": \"" + now + "\", \"password\": \"geheim\"}}");
        }

        private void notification(HttpExchange exchange) throws IOException {
            try {
                boolean first = exchange.getRequestURI().getQuery().contains("-1");
                int status = first || news.tryAcquire(30, TimeUnit.SECONDS) ? 200 : 304;
                answer(exchange, status, "[{\"namespaceName\": \"application\", \"notificationId\": " + price + "}]");
            } catch (InterruptedException e) {
                exchange.close();
            }
        }

        private static void answer(HttpExchange exchange, int status, String body) throws IOException {
            try (exchange) {
                byte[] bytes = body.getBytes(UTF_8);
                exchange.sendResponseHeaders(status, status == 200 ? bytes.length : -1);
                if (status == 200) {
                    exchange.getResponseBody().write(bytes);
                }
            }
        }

        @Override
        public void close() {
            threads.shutdownNow();
            server.stop(0);
        }
    }

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private Shell shell;

    @BeforeEach
    void deploy() throws Exception {
        shell = new Shell(folder, Map.of("SWELL_APOLLO_ACCESS_KEY", SECRET));
        new TestApplication().with("Prices", """
                @jakarta.enterprise.context.ApplicationScoped
                class Prices {
                    @jakarta.inject.Inject
                    @org.eclipse.microprofile.config.inject.ConfigProperty(name = "price")
                    int price;
                    void changed(@jakarta.enterprise.event.Observes dev.swell.lifecycle.ConfigChanged event) {
                        System.out.println("event " + System.currentTimeMillis() + " "
                                + new java.util.TreeSet<>(event.keys()));
                    }
                    @dev.swell.http.Route("/price")
                    void price(io.undertow.server.HttpServerExchange exchange) {
                        exchange.getResponseSender().send("" + price);
                    }
                }
                """).directory(folder.resolve("app"));
    }

    @AfterEach
    void close() {
        shell.close();
    }

    private String price(SwellProcess server) throws Exception {
        return client
                .send(HttpRequest.newBuilder(URI.create(server.base() + "/price")).build(), BodyHandlers.ofString())
                .body();
    }

    private void awaitPrice(SwellProcess server, int price) {
        await().pollInterval(Duration.ofMillis(10)).atMost(Duration.ofSeconds(20))
                .until(() -> price(server).equals(String.valueOf(price)));
    }

    private static List<String> events(SwellProcess server) {
        return server.out().lines().filter(line -> line.startsWith("event ")).toList();
    }

    @Test
    void followsApollo() throws Exception {
        List<Long> toEvent = new ArrayList<>();
        List<Long> toAnswer = new ArrayList<>();
        SwellProcess server;
        try (Apollo apollo = new Apollo()) {
            server = shell
                    .start("start", "--app", "app", "--apollo-server", apollo.address(), "--apollo-app-id", "shop")
                    .awaitServing();
            assertThat(price(server)).isEqualTo("1");
            for (int i = 0; i < CHANGES; i++) {
                int next = i + 2;
                long begun = System.currentTimeMillis();
                apollo.release(next);
                awaitPrice(server, next);
                toAnswer.add(System.currentTimeMillis() - begun);
                await().until(() -> events(server).size() == next - 1);
                toEvent.add(Long.parseLong(events(server).get(i).split(" ")[1]) - begun);
            }
        }
        System.out
                .println("ms from the release to the event: " + toEvent + ", to the new worker's answer: " + toAnswer);
        assertThat(events(server)).allMatch(line -> line.endsWith(" [price, unread]"));
        assertThat(server.out() + server.err()).contains("SWELL-871").doesNotContain(SECRET).doesNotContain("geheim");
        toEvent.sort(null);
        assertThat(toEvent.get(CHANGES / 2)).as("median to the event").isLessThan(500);
        startsWithoutIt();
    }

    private void startsWithoutIt() throws Exception {
        shell.run("stop");
        String[] start = {"start", "--app", "app", "--apollo-server", "http://127.0.0.1:1", "--apollo-app-id", "shop"};
        SwellProcess server = shell.start(start).awaitServing();
        assertThat(price(server)).isEqualTo(String.valueOf(CHANGES + 1));
        assertThat(server.out() + server.err()).contains("SWELL-890");
        shell.run("stop");

        Files.delete(shell.state("apollo.json"));
        Shell.Result failed = shell.run(start);
        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.out() + failed.err()).contains("SWELL-881: Apollo at http://127.0.0.1:1 can't be read");
    }

    @Test
    void followsAConfigMap() throws Exception {
        Path mount = Files.createDirectory(folder.resolve("mount"));
        swap(mount, "..1", "1");
        Files.createSymbolicLink(mount.resolve("price"), Path.of("..data/price"));
        shell = new Shell(folder, Map.of("SWELL_CONFIG_LOCATIONS", mount.toString()));
        SwellProcess server = shell.start("start", "--app", "app").awaitServing();
        assertThat(price(server)).isEqualTo("1");

        long begun = System.currentTimeMillis();
        swap(mount, "..2", "2");
        awaitPrice(server, 2);

        System.out.println("ms from the swap to the new worker's answer: " + (System.currentTimeMillis() - begun));
        assertThat(events(server)).singleElement().asString().endsWith(" [price]");
    }

    private static void swap(Path mount, String day, String price) throws IOException {
        Files.createDirectory(mount.resolve(day));
        Files.writeString(mount.resolve(day).resolve("price"), price + "\n");
        Files.createSymbolicLink(mount.resolve("..data_tmp"), Path.of(day));
        Files.move(mount.resolve("..data_tmp"), mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    }
}
