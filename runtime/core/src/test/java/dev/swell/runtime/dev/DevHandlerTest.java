package dev.swell.runtime.dev;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.io.IoCallback;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.server.handlers.PathHandler;
import io.undertow.server.handlers.encoding.ContentEncodingRepository;
import io.undertow.server.handlers.encoding.EncodingHandler;
import io.undertow.server.handlers.encoding.GzipEncodingProvider;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;

class DevHandlerTest {

    private static final String PAGE = "<!doctype html><p>Grüße</p>";
    private static final String HTML = "text/html;charset=utf-8";
    private static final Problem PROBLEM = new Problem("The sources don't compile",
            "Shop.java:3: error: <List<\"x\">> & 'y' </pre><script>alert(1)</script>");

    @TempDir
    Path folder;
    private final Pages pages = new Pages();
    private final PathHandler paths = Handlers.path();
    private final HttpClient client = HttpClient.newHttpClient();
    private Undertow server;
    private URI base;

    @BeforeEach
    void start() {
        HttpHandler compressed = new EncodingHandler(new DevHandler(pages, paths),
                new ContentEncodingRepository().addEncodingHandler("gzip", new GzipEncodingProvider(), 50));
        server = Undertow.builder().addHttpListener(0, "127.0.0.1").setHandler(compressed).build();
        server.start();
        InetSocketAddress address = (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        base = URI.create("http://127.0.0.1:" + address.getPort());
        serve("/page", exchange -> send(exchange, HTML, PAGE));
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private void serve(String path, HttpHandler handler) {
        paths.addExactPath(path, handler);
    }

    private static void send(HttpServerExchange exchange, String type, String text) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type).put(Headers.CACHE_CONTROL, "max-age=60");
        exchange.getResponseSender().send(text);
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, headers);
    }

    private HttpResponse<String> send(String method, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(20))
                .method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private String script() {
        return ReloadScript.element(pages.state().number(), "");
    }

    @Test
    void appendsTheScriptToPages() throws Exception {
        HttpResponse<String> answer = get("/page");

        assertThat(answer.body()).isEqualTo(PAGE + script());
        assertThat(answer.headers().firstValueAsLong("Content-Length"))
                .hasValue((PAGE + script()).getBytes(UTF_8).length);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void appendsItHoweverThePageIsWritten() throws Exception {
        String large = "<p>" + "x".repeat(3_000_000);
        Path file = Files.writeString(folder.resolve("page.html"), large);
        serve("/stream", new BlockingHandler(exchange -> {
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, HTML);
            exchange.getOutputStream().write(large.getBytes(UTF_8));
        }));
        serve("/buffers", exchange -> {
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, HTML);
            exchange.getResponseSender().send(new ByteBuffer[]{ByteBuffer.wrap("<p>".getBytes(UTF_8)),
                    ByteBuffer.wrap(large.substring(3).getBytes(UTF_8))});
        });
        serve("/file", new BlockingHandler(exchange -> {
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, HTML);
            exchange.setResponseContentLength(Files.size(file));
            exchange.getResponseSender().transferFrom(FileChannel.open(file, StandardOpenOption.READ),
                    IoCallback.END_EXCHANGE);
        }));
        serve("/empty", exchange -> send(exchange, "text/html", ""));

        for (String path : List.of("/stream", "/buffers", "/file")) {
            assertThat(get(path).body().equals(large + script())).as(path).isTrue();
        }
        assertThat(get("/empty").body()).isEqualTo(script());
    }

    @Test
    void compressesItToo() throws Exception {
        HttpResponse<byte[]> answer = client.send(
                HttpRequest.newBuilder(base.resolve("/page")).header("Accept-Encoding", "gzip").build(),
                BodyHandlers.ofByteArray());

        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            assertThat(new String(unpacked.readAllBytes(), UTF_8)).isEqualTo(PAGE + script());
        }
    }

    @Test
    void leavesOtherAnswersAsTheyAre() throws Exception {
        serve("/json", exchange -> send(exchange, "application/json", "{}"));
        serve("/wide", exchange -> send(exchange, "text/html;charset=UTF-16", "wide"));
        serve("/untyped", exchange -> exchange.getResponseSender().send("text"));
        serve("/unchanged", exchange -> {
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, HTML);
            exchange.setStatusCode(StatusCodes.NOT_MODIFIED);
        });
        serve("/packed", exchange -> {
            exchange.getResponseHeaders().put(Headers.CONTENT_ENCODING, "x");
            send(exchange, HTML, "packed");
        });

        assertThat(get("/json").body()).isEqualTo("{}");
        assertThat(get("/wide").headers().firstValue("Content-Length")).contains("4");
        assertThat(get("/untyped").body()).isEqualTo("text");
        assertThat(get("/unchanged").statusCode()).isEqualTo(304);
        assertThat(get("/packed").body()).isEqualTo("packed");
        assertThat(get("/page", "Sec-Fetch-Dest", "empty").body()).as("of a script's request").isEqualTo(PAGE);
        assertThat(send("POST", "/page").body()).isEqualTo(PAGE);
        assertThat(send("HEAD", "/page").headers().firstValueAsLong("Content-Length"))
                .hasValue(PAGE.getBytes(UTF_8).length);
    }

    @Test
    void usesTheNonceOfAContentSecurityPolicy() throws Exception {
        serve("/strict", exchange -> {
            exchange.getResponseHeaders().put(new HttpString("Content-Security-Policy"),
                    "script-src 'strict-dynamic' 'nonce-4AEemGb0xJptoIGFP3Nd'");
            send(exchange, HTML, PAGE);
        });

        HttpResponse<String> answer = get("/strict");

        assertThat(answer.body()).endsWith(" nonce=\"4AEemGb0xJptoIGFP3Nd\"></script>");
        assertThat(answer.headers().allValues("Content-Security-Policy"))
                .containsExactly("script-src 'strict-dynamic' 'nonce-4AEemGb0xJptoIGFP3Nd'");
    }

    @Test
    void showsAProblemToPeopleOnly() throws Exception {
        pages.show(PROBLEM);

        HttpResponse<String> shown = get("/page", "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        assertThat(shown.statusCode()).isEqualTo(500);
        assertThat(shown.headers().firstValue("Content-Type")).contains(HTML);
        assertThat(shown.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(shown.body()).contains("<h1>The sources don&#39;t compile</h1>")
                .contains("&lt;List&lt;&quot;x&quot;&gt;&gt; &amp; &#39;y&#39; &lt;/pre&gt;&lt;script&gt;")
                .doesNotContain("alert(1)</script>").contains(script());
        assertThat(get("/page", "Accept", "*/*").body()).startsWith(PAGE);
        assertThat(get("/page").body()).startsWith(PAGE);
        assertThat(send("POST", "/page", "Accept", "text/html").body()).isEqualTo(PAGE);

        pages.showApplication();
        assertThat(get("/page", "Accept", "text/html").body()).isEqualTo(PAGE + script());
    }

    @Test
    void tellsPagesThatThereIsSomethingElseToSee() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        long before = pages.state().number();
        listen(before, lines);
        await().until(() -> lines.contains("retry:500"));
        assertThat(lines).doesNotContain("event:changed");

        pages.show(PROBLEM);
        await().until(() -> lines.contains("event:changed"));

        List<String> late = new CopyOnWriteArrayList<>();
        listen(before, late);
        await().until(() -> late.contains("event:changed"));
    }

    private void listen(long shown, List<String> lines) {
        client.sendAsync(HttpRequest.newBuilder(base.resolve("/.swell/dev/events?shown=" + shown)).build(),
                BodyHandlers.fromLineSubscriber(new Lines(lines)));
    }

    @Test
    void answersItsOwnOriginOnly() throws Exception {
        HttpResponse<String> script = get("/.swell/dev/reload.js?shown=1", "Sec-Fetch-Site", "same-origin");
        assertThat(script.statusCode()).isEqualTo(200);
        assertThat(script.body()).contains("EventSource('/.swell/dev/events'");
        assertThat(script.headers().firstValue("Cross-Origin-Resource-Policy")).contains("same-origin");

        for (String path : List.of("/.swell/dev/reload.js", "/.swell/dev/events")) {
            assertThat(get(path, "Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(403);
            assertThat(send("POST", path).statusCode()).isEqualTo(405);
        }
        assertThat(get("/.swell/dev/else").statusCode()).isEqualTo(404);
    }

    /** Collects lines as they come. */
    private record Lines(List<String> collected) implements Flow.Subscriber<String> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            collected.add(line);
        }

        @Override
        public void onError(Throwable end) {}

        @Override
        public void onComplete() {}
    }
}
