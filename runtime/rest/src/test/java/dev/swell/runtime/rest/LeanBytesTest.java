package dev.swell.runtime.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import dev.swell.runtime.http.TestServer;

/** Compares the answers on the short way with RESTEasy's, byte by byte. */
@TestInstance(Lifecycle.PER_CLASS)
class LeanBytesTest {

    static final Class<?>[] BEANS = {PlainResource.class, PlainResource.Mapper.class,
            PlainResource.Greeting.class, PlainResource.Scoped.class};
    private static final int RANDOM_REQUESTS = 4_000;
    private static final long SEED = 20_261_125;

    private static final List<String> PATHS = List.of("", "/", "/text", "/text/", "//text", "/html", "/xml", "/charset",
            "/empty", "/null", "/number", "/decimal", "/flag", "/unit", "/hello/ann", "/hello/a+b", "/hello/a%20b",
            "/hello/a%2Fb", "/hello/%C3%A4", "/hello/\u00e4", "/hello/[1]", "/hello/a;b=c", "/hello/..", "/hello/.",
            "/hello/~!$&'()*,=:@", "/hello/", "/hello", "/hello/a/b", "/hello/%zz", "/hello/a|b", "/hello/%00",
            "/types/1/2/DAYS", "/types/1/2/days", "/types/x/2/DAYS", "/types/1/%20/DAYS", "/types/2147483648/2/DAYS",
            "/types/+1/-2/DAYS", "/id/8f14e45f-ceea-467f-a8d1-0123456789ab", "/id/x", "/boxes", "/many", "/head",
            "/thing/ann", "/thing", "/things", "/unread", "/animals", "/animal", "/seen", "/json-text", "/large",
            "/large-json", "/broken", "/fails/mapped", "/fails/checked", "/fails/error", "/fails/web", "/fails/body",
            "/fails/nested", "/fails/other", "/greeting", "/where/a/b", "/where/a%20c/b", "/hidden", "/items/7",
            "/items/count", "/items/counts", "/mixed/7", "/mixed/count", "/missing");
    private static final List<String> QUERIES = List.of("", "", "?", "?n=1", "?n=0", "?n=2", "?n=3", "?n=4", "?n=9",
            "?n=x",
            "?n=", "?n", "?n=+1", "?n=%31", "?n=1&n=2", "?n=true", "?n=DAYS", "?n=20000", "?n=16384", "?n=16385",
            "?greet=Hi", "?greet=a%20b+c", "?greet=%zz", "?greet=\u00e4", "?greet=[1]&times=3", "?times=x", "?times=",
            "?greet=a&greet=b", "?a=1&b=2&c=3.5&d=true&e=x&f=1", "?a=x", "?a=&b=", "?b=x", "?c=x", "?e=xy", "?e=",
            "?f=300",
            "?a=1&a=2&b=x&b=x", "?c", "?dog=true", "?a;b=c", "?%6e=1", "?n=1#x");
    private static final List<String> HEADERS = List.of("", "", "", "Accept: */*", "Accept: text/plain",
            "Accept: application/json", "Accept: text/plain;q=0.5, */*;q=0.1", "Accept: TEXT/Plain", "Accept: text/*",
            "Accept: application/json;charset=utf-8", "Accept: image/png", "Accept: nonsense", "Accept: ",
            "Accept: text/plain;q=x", "Accept: text/plain;q=0", "Accept: text/html,application/xhtml+xml,*/*;q=0.8",
            "Accept: application/json, text/plain;q=0.5", "Accept: text/plain\r\nAccept: application/json",
            "Accept: text/plain;q=2", "Accept: text/plain;x=y", "X-Text: a\r\nX-Number: 4\r\nX-List: b\r\nX-List: c",
            "X-Number: x", "X-Number: ", "X-Number: 1\r\nX-Number: x", "Cookie: taste=sweet; size=3", "Cookie: size=x",
            "Cookie: taste", "Cookie: ;;=", "Cookie: taste=\"a b\"; $Path=/", "Cookie: taste=a\r\nCookie: taste=b",
            "Cookie: taste=", "X-Name: Ann", "Accept-Language: xx-!!", "If-Modified-Since: nonsense", "Host: b",
            "Content-Type: text/plain", "Content-Type: nonsense", "Expect: 100-continue", "Content-Language: !!");
    private static final List<String> TYPES = List.of("application/json", "application/json", "application/json",
            "application/json; charset=UTF-8", "application/json;charset=utf-16", "APPLICATION/JSON", "text/json",
            "application/vnd.x+json", "text/plain", "nonsense", "", "application/*", "*/*", "application/xml",
            "application/x-www-form-urlencoded", "application/json\r\nContent-Type: text/plain");
    private static final List<String> BODIES = List.of("{\"name\":\"ann\",\"size\":3}", "[{\"name\":\"ann\"}]", "{}",
            "[]",
            "", " ", "null", "{", "{\"name\":", "{\"size\":\"x\"}", "{\"unknown\":1}", "{} x", "\"\"", "7", "name=ann",
            "{\"parts\":[\"\u00c3\u00a4\"],\"inner\":{\"name\":\"b\"}}", "\u00fe\u00ff");
    private static final List<String> METHODS = List.of("GET", "GET", "GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS",
            "get", "PATCH");

    private final TestServer lean = RestServer.with(true, beans()).start();
    private final TestServer library = RestServer.with(false, beans()).start();

    /** Returns what is served. */
    Class<?>[] beans() {
        return BEANS;
    }

    @AfterAll
    void stop() {
        lean.close();
        library.close();
    }

    private static String request(String method, String path, String body, String... headers) {
        StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\nConnection: close\r\n");
        boolean named = Stream.of(headers).anyMatch(header -> header.startsWith("Host:"));
        request.append(named ? "" : "Host: a\r\n");
        Stream.of(headers).filter(header -> !header.isEmpty()).forEach(header -> request.append(header).append("\r\n"));
        if (body != null) {
            request.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        return request.append("\r\n").append(body == null ? "" : body).toString();
    }

    private static String answer(TestServer server, String request) throws IOException {
        return server.raw(request).replaceAll("\r\nDate: [^\r]*", "").replace(":" + server.port(), ":port");
    }

    private void compare(String request) {
        try {
            assertThat(answer(lean, request)).as(request).isEqualTo(answer(library, request));
        } catch (IOException e) {
            throw new AssertionError(request, e);
        }
    }

    @TestFactory
    Stream<DynamicTest> comparesEachPathWithEachHeader() {
        return PATHS.stream().map(path -> DynamicTest.dynamicTest("path '" + path + "'", () -> {
            HEADERS.forEach(header -> compare(request("GET", "/plain" + path, null, header)));
            QUERIES.forEach(query -> compare(request("GET", "/plain" + path + query, null)));
            METHODS.forEach(method -> compare(request(method, "/plain" + path, null)));
        }));
    }

    @TestFactory
    Stream<DynamicTest> comparesBodies() {
        return Stream.of("POST /thing", "POST /things", "PUT /thing/a", "PUT /thing/a?n=x", "POST /unread",
                "DELETE /thing/a",
                "GET /text").map(target -> DynamicTest.dynamicTest(target, () -> {
                    String[] parts = target.split(" ");
                    for (String type : TYPES) {
                        String header = type.isEmpty() ? "" : "Content-Type: " + type;
                        BODIES.forEach(body -> compare(request(parts[0], "/plain" + parts[1], body, header)));
                        compare(request(parts[0], "/plain" + parts[1], null, header));
                    }
                }));
    }

    @Test
    void comparesRandomRequests() {
        Random random = new Random(SEED);
        for (int i = 0; i < RANDOM_REQUESTS; i++) {
            String body = random.nextInt(3) == 0 ? one(BODIES, random) : null;
            String type = random.nextInt(3) == 0 ? "Content-Type: " + one(TYPES, random) : "";
            compare(request(one(METHODS, random), "/plain" + one(PATHS, random) + one(QUERIES, random), body,
                    one(HEADERS, random), one(HEADERS, random), type));
        }
    }

    private static String one(List<String> choice, Random random) {
        return choice.get(random.nextInt(choice.size()));
    }

    @Test
    void comparesWhatIsOddInTheRequestLine() {
        List<String> requests = new ArrayList<>();
        for (String host : List.of("a", "a:80", "A/b", "a?b", "[::1]", "a b", "", "127.0.0.1", "a@b", "ä")) {
            requests.add("GET /plain/text HTTP/1.1\r\nConnection: close\r\nHost: " + host + "\r\n\r\n");
        }
        requests.add("GET /plain/text HTTP/1.0\r\n\r\n");
        requests.add("GET /plain/text HTTP/1.0\r\nHost: a\r\nConnection: keep-alive, close\r\n\r\n");
        requests.add("GET http://b/plain/text?x=1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        requests.add("GET http://b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        requests.add("GET /plain/text HTTP/1.1\r\nConnection: close\r\n\r\n");
        requests.add("GET /scoped/7 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        requests.add("GET /scoped/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        requests.add("POST /plain/thing HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"nam\r\n8\r\ne\":\"x\"} \r\n0\r\n\r\n");
        requests.forEach(this::compare);
    }

    @Test
    void comparesAnswersOnOneConnection() throws IOException {
        String kept = "GET /plain/text HTTP/1.1\r\nHost: a\r\n\r\nPOST /plain/unread HTTP/1.1\r\nHost: a\r\n"
                + "Content-Length: 3\r\n\r\nabcGET /plain/null HTTP/1.1\r\nHost: a\r\n\r\n"
                + "GET /plain/large?n=100000 HTTP/1.1\r\nHost: a\r\n\r\n" + request("GET", "/plain/animals", null);
        assertThat(answer(lean, kept)).isEqualTo(answer(library, kept)).contains("Cat");
    }
}
