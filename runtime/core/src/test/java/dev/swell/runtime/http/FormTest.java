package dev.swell.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.CookieImpl;
import io.undertow.server.handlers.form.FormData;
import io.undertow.server.handlers.form.FormDataParser;

import dev.swell.http.Route;
import dev.swell.lifecycle.RequestReceived;

@Tag("threads")
class FormTest {

    private static final String URLENCODED = "application/x-www-form-urlencoded";
    private static final List<Path> FILES = new CopyOnWriteArrayList<>();

    @ApplicationScoped
    static class Desk {

        @Route("/form")
        void form(HttpServerExchange exchange) throws IOException {
            FormData form = exchange.getAttachment(FormDataParser.FORM_DATA);
            StringBuilder text = new StringBuilder();
            for (String name : form) {
                for (FormData.FormValue value : form.get(name)) {
                    text.append(name).append('=').append(value.isFileItem() ? file(value) : value.getValue())
                            .append(' ');
                }
            }
            exchange.getResponseSender().send(text.toString());
            if (exchange.getQueryParameters().containsKey("fail")) {
                throw new IllegalStateException("on purpose");
            }
        }

        private static String file(FormData.FormValue value) throws IOException {
            Path file = value.getFileItem().getFile();
            FILES.add(file);
            return value.getFileName() + ":" + Files.readString(file);
        }

        void change(@Observes RequestReceived event) {
            FormData form = event.exchange().getAttachment(FormDataParser.FORM_DATA);
            if (form != null && form.contains("secret")) {
                form.remove("secret");
                form.add("added", "by observer");
            }
            if (event.exchange().getQueryParameters().containsKey("q")) {
                event.exchange().getQueryParameters().get("q").clear();
                event.exchange().getQueryParameters().get("q").add("changed");
            }
        }

        @Route("/query")
        void query(HttpServerExchange exchange) {
            exchange.getResponseSender().send(exchange.getQueryParameters().get("q").getFirst());
        }

        @Route("/raw")
        void raw(HttpServerExchange exchange) throws IOException {
            exchange.getResponseSender().send(new String(exchange.getInputStream().readAllBytes()));
        }

        @Route("/cookie")
        void cookie(HttpServerExchange exchange) {
            exchange.setResponseCookie(new CookieImpl("theme", "dark").setSameSiteMode("Strict").setHttpOnly(true));
            exchange.getResponseSender().send(exchange.getRequestCookie("lang").getValue());
        }
    }

    private TestServer server;

    @BeforeEach
    void start() {
        FILES.clear();
        server = TestServer.of(Desk.class);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> post(String body, String type) {
        return server.send("POST", "/form", body, "Content-Type", type);
    }

    @Test
    void readsUrlencodedForms() {
        assertThat(post("name=Ann+Lee&city=K%C3%B6ln&tag=a&tag=b&flag&&=x", URLENCODED).body())
                .isEqualTo("name=Ann Lee city=Köln tag=a tag=b flag= =x ");
        assertThat(post("city=K%F6ln", URLENCODED + "; charset=ISO-8859-1").body()).isEqualTo("city=Köln ");
        assertThat(server.send("POST", "/form", "", "Content-Type", URLENCODED).body()).isEmpty();
    }

    @Test
    void readsMultipartFormsWithFilesOnDiskAndDeletesThem() {
        String body = "--xx\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nKöln\r\n"
                + "--xx\r\nContent-Disposition: form-data; name=\"doc\"; filename=\"a.txt\"\r\n"
                + "Content-Type: text/plain\r\n\r\ncontent\r\n--xx--\r\n";
        assertThat(post(body, "multipart/form-data; boundary=xx").body()).isEqualTo("name=Köln doc=a.txt:content ");
        assertThat(FILES).hasSize(1);
        await().until(() -> Files.notExists(FILES.get(0)));
        assertThat(server.send("POST", "/form?fail=1", body, "Content-Type", "multipart/form-data; boundary=xx")
                .statusCode()).isEqualTo(200);
        await().until(() -> Files.notExists(FILES.get(1)));
    }

    @Test
    void letsObserversChangeFormAndQueryValues() {
        assertThat(post("secret=1&other=2", URLENCODED).body()).isEqualTo("other=2 added=by observer ");
        assertThat(server.get("/query?q=original").body()).isEqualTo("changed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%zz", "%4=1"})
    void answers400ToFormsThatAreNotDecodable(String body) {
        assertThat(post(body, URLENCODED).statusCode()).isEqualTo(400);
        assertThat(server.worker().failures().escaped()).isZero();
    }

    @Test
    void answers400ToTooManyValues() {
        String body = IntStream.range(0, 1001).mapToObj(i -> "a" + i + "=1").collect(Collectors.joining("&"));
        assertThat(post(body, URLENCODED).statusCode()).isEqualTo(400);
        assertThat(post("a=1", URLENCODED + "; charset=none-such").statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no boundary at all", "--xx\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nhalf",
            "--xx\r\nbroken header\r\n\r\nx\r\n--xx--\r\n", "--xx"})
    void answers400ToMalformedMultipart(String body) {
        assertThat(post(body, "multipart/form-data; boundary=xx").statusCode()).isEqualTo(400);
        assertThat(post(body, "multipart/form-data").statusCode()).isEqualTo(400);
        assertThat(post(body, "multipart/form-data; boundary=").statusCode()).isEqualTo(400);
        assertThat(server.worker().failures().escaped()).isZero();
    }

    /** Long enough that the rest of the body is still on its way. */
    @ParameterizedTest
    @ValueSource(strings = {"?", "QUJD====", "QQ=x"})
    void answers400ToPartsThatAreNotBase64(String broken) {
        for (String filename : List.of("", "; filename=\"a\"")) {
            for (String rest : List.of("", "QUJD".repeat(100_000))) {
                assertThat(post("--xx\r\nContent-Disposition: form-data; name=\"a\"" + filename + "\r\n"
                        + "Content-Transfer-Encoding: base64\r\n\r\n" + broken + rest + "\r\n--xx--\r\n",
                        "multipart/form-data; boundary=xx").statusCode()).as("%s %s", filename, rest.length())
                        .isEqualTo(400);
            }
        }
        assertThat(server.worker().failures().escaped()).isZero();
    }

    @Test
    void readsBase64() {
        assertThat(post("--xx\r\nContent-Disposition: form-data; name=\"a\"\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\nS8O2bG4=\r\n--xx--\r\n",
                "multipart/form-data; boundary=xx").body()).isEqualTo("a=Köln ");
    }

    @Test
    void limitsFormsToo() {
        String large = "a=" + "x".repeat(5_000_000);
        assertThat(post(large, URLENCODED).statusCode()).isEqualTo(413);
        assertThat(post("--xx\r\nContent-Disposition: form-data; name=\"doc\"; filename=\"a\"\r\n\r\n" + large
                + "\r\n--xx--\r\n", "multipart/form-data; boundary=xx").statusCode()).isEqualTo(413);
    }

    @Test
    void deletesTheFilesOfAnUploadThatIsCutOff() throws IOException {
        long before = uploads();
        try (Socket socket = server.connect()) {
            socket.getOutputStream().write(("POST /form HTTP/1.1\r\nHost: x\r\nContent-Length: 50000\r\n"
                    + "Content-Type: multipart/form-data; boundary=xx\r\n\r\n--xx\r\n"
                    + "Content-Disposition: form-data; name=\"doc\"; filename=\"a\"\r\n\r\n" + "x".repeat(30_000))
                    .getBytes(StandardCharsets.US_ASCII));
            await().until(() -> uploads() == before + 1);
        }
        await().until(() -> uploads() == before);
        await().until(() -> server.worker().active() == 0);
        assertThat(server.worker().failures().escaped()).isZero();
    }

    private static long uploads() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().matches("undertow.*upload")).count();
        }
    }

    @Test
    void leavesOtherBodiesAlone() {
        assertThat(server.send("POST", "/raw", "a=%zz", "Content-Type", "text/plain").body()).isEqualTo("a=%zz");
    }

    @Test
    void readsAndSetsCookies() {
        HttpResponse<String> response = server.send("GET", "/cookie", "", "Cookie", "lang=de; x=y");
        assertThat(response.body()).isEqualTo("de");
        assertThat(response.headers().firstValue("Set-Cookie"))
                .hasValue("theme=dark; HttpOnly; SameSite=Strict");
    }
}
