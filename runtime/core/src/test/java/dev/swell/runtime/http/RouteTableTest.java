package dev.swell.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.swell.extension.model.PathTemplate;

class RouteTableTest {

    /** Templates as {@code GET,POST /path}; without methods for all. */
    private static RouteTable<String> table(String... routes) {
        return RouteTable.of(List.of(routes),
                route -> PathTemplate.parse(route.substring(route.indexOf('/'))),
                route -> route.startsWith("/") ? Set.of() : Set.of(route.substring(0, route.indexOf(' ')).split(",")));
    }

    private static String find(RouteTable<String> table, String method, String path) {
        RouteTable.Entry<String> found = table.find(RequestPath.split(path), method);
        return found == null ? null : found.target();
    }

    @Test
    void prefersLiteralsThenVariablesThenTheStar() {
        RouteTable<String> table = table("/*", "/a/*", "/a/{x}", "/a/b", "/{x}/b");
        assertThat(find(table, "GET", "/a/b")).isEqualTo("/a/b");
        assertThat(find(table, "GET", "/a/c")).isEqualTo("/a/{x}");
        assertThat(find(table, "GET", "/a/c/d")).isEqualTo("/a/*");
        assertThat(find(table, "GET", "/c/b")).isEqualTo("/{x}/b");
        assertThat(find(table, "GET", "/c")).isEqualTo("/*");
        assertThat(find(table, "GET", "/")).isEqualTo("/*");
    }

    @Test
    void prefersMoreLiteralSegmentsWhereverTheyAre() {
        RouteTable<String> table = table("/x/{a}/{b}", "/{a}/b/c", "/x/{a}/*");
        assertThat(find(table, "GET", "/x/b/c")).isEqualTo("/{a}/b/c");
        assertThat(find(table, "GET", "/x/b/d")).isEqualTo("/x/{a}/{b}");
        assertThat(find(table, "GET", "/x/b/d/e")).isEqualTo("/x/{a}/*");
    }

    @Test
    void goesBackWhenALiteralLeadsNowhere() {
        RouteTable<String> table = table("/a/b/c", "/a/{x}/d", "/{x}/{y}/e");
        assertThat(find(table, "GET", "/a/b/d")).isEqualTo("/a/{x}/d");
        assertThat(find(table, "GET", "/a/b/e")).isEqualTo("/{x}/{y}/e");
        assertThat(find(table, "GET", "/a/b/f")).isNull();
    }

    @Test
    void takesSlashesAtTheEndAndEmptySegmentsToTheLetter() {
        RouteTable<String> table = table("/a", "/b/", "/c/{x}", "/d/*");
        assertThat(find(table, "GET", "/a/")).isNull();
        assertThat(find(table, "GET", "/b")).isNull();
        assertThat(find(table, "GET", "/b/")).isEqualTo("/b/");
        assertThat(find(table, "GET", "/c/")).isNull();
        assertThat(find(table, "GET", "//a")).isNull();
        assertThat(find(table, "GET", "/d")).isNull();
        assertThat(find(table, "GET", "/d/")).isEqualTo("/d/*");
    }

    @Test
    void passesOverTemplatesThatDontTakeTheMethod() {
        RouteTable<String> table = table("GET /users/me", "GET,DELETE /users/{id}", "/all", "POST /all");
        assertThat(find(table, "GET", "/users/me")).isEqualTo("GET /users/me");
        assertThat(find(table, "DELETE", "/users/me")).isEqualTo("GET,DELETE /users/{id}");
        assertThat(find(table, "PUT", "/users/me")).isNull();
        assertThat(find(table, "POST", "/all")).isEqualTo("POST /all");
        assertThat(find(table, "PURGE", "/all")).isEqualTo("/all");
    }

    @Test
    void answersHeadByGetUnlessThereIsAnother() {
        RouteTable<String> table = table("GET /a", "GET /b", "HEAD /b");
        assertThat(find(table, "HEAD", "/a")).isEqualTo("GET /a");
        assertThat(find(table, "HEAD", "/b")).isEqualTo("HEAD /b");
    }

    @Test
    void knowsWhatIsAllowed() {
        RouteTable<String> table = table("GET /users/me", "PUT /users/{id}", "POST /users");
        assertThat(table.allowed(RequestPath.split("/users/me"))).containsExactly("GET", "HEAD", "OPTIONS", "PUT");
        assertThat(table.allowed(RequestPath.split("/users"))).containsExactly("OPTIONS", "POST");
        assertThat(table.allowed(RequestPath.split("/nowhere"))).isEmpty();
    }
}
