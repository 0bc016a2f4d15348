package auction;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import dev.swell.junit5.BaseUri;
import dev.swell.junit5.SwellTest;

@SwellTest
class PageTest {

    @Inject
    @BaseUri
    URI base;
    @Inject
    AuctionHouse house;

    @Test
    void servesThePageAndItsFiles() throws Exception {
        assertType("/", "text/html");
        assertType("/page/style.css", "text/css");
        assertType("/page/app.js", "javascript");
        for (Standing standing : house.standings()) {
            assertType(standing.lot().picture(), "image/svg+xml");
        }
    }

    private void assertType(String path, String type) throws Exception {
        HttpResponse<String> answer = new Visitor(base).get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).as(path).contains(type);
        assertThat(answer.body()).as(path).isNotEmpty();
    }

    @Test
    void servesNothingElse() throws Exception {
        for (String path : List.of("/page/none.css", "/page/../application.properties",
                "/page/%2e%2e/application.properties", "/page/..%2fapplication.properties",
                "/page//../auction/Lot.class")) {
            assertThat(new Visitor(base).get(path).statusCode()).as(path).isGreaterThanOrEqualTo(400);
        }
    }

    @Test
    void numbersAnswersAndKeepsStrangersOut() throws Exception {
        List<HttpResponse<String>> answers = List.of(new Visitor(base).get("/"), new Visitor(base).get("/api/lots"),
                new Visitor(base).get("/nowhere"));
        assertThat(answers).allSatisfy(answer -> assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'self'")));
        Stream<String> numbers = answers.stream()
                .map(answer -> answer.headers().firstValue("X-Request-Id").orElseThrow());
        assertThat(numbers.toList()).doesNotHaveDuplicates();
    }
}
