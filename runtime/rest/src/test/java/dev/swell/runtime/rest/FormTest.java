package dev.swell.runtime.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.Form;
import jakarta.ws.rs.core.GenericType;
import jakarta.ws.rs.core.MediaType;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.undertow.server.handlers.form.FormDataParser;

import dev.swell.lifecycle.RequestReceived;
import dev.swell.runtime.http.TestServer;

class FormTest {

    private static final String BOUNDARY = "7d1b";

    /** A price. */
    public record Price(int cents) {}

    @ApplicationScoped
    public static class Changes {
        void change(@Observes RequestReceived event) {
            if (event.exchange().getRequestHeaders().contains("X-Change")) {
                event.exchange().getAttachment(FormDataParser.FORM_DATA).put("name", "changed", null);
            }
        }
    }

    @Path("/forms")
    @ApplicationScoped
    public static class Resource {

        @POST
        @Path("fields")
        public String fields(@FormParam("name") String name, @FormParam("size") List<Integer> sizes) {
            return name + " " + sizes;
        }

        @POST
        @Path("object")
        public String object(Form form) {
            return form.asMap().getFirst("name");
        }

        @POST
        @Path("text")
        @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
        public String text(String body) {
            return body;
        }

        @POST
        @Path("parts")
        @Consumes(MediaType.MULTIPART_FORM_DATA)
        public String parts(List<EntityPart> parts) {
            return parts.stream().map(FormTest::describe).collect(Collectors.joining("|"));
        }

        @POST
        @Path("part")
        @Consumes(MediaType.MULTIPART_FORM_DATA)
        public String part(@FormParam("name") String name, @FormParam("size") int size,
                @FormParam("file") EntityPart file, @FormParam("file") InputStream stream,
                @FormParam("missing") EntityPart missing) throws IOException {
            return name + " " + size + " " + file.getFileName().orElse("none") + " "
                    + new String(stream.readAllBytes(), StandardCharsets.UTF_8) + " " + missing;
        }

        @POST
        @Path("json")
        @Consumes(MediaType.MULTIPART_FORM_DATA)
        public String json(@FormParam("price") EntityPart price) throws IOException {
            return price.getContent(Price.class).cents() + " " + price.getContent(new GenericType<String>() {}) + " "
                    + price.getHeaders().getFirst("content-type") + " " + price.getContent().available();
        }
    }

    private static String describe(EntityPart part) {
        try {
            return part.getName() + " " + part.getFileName().orElse("-") + " " + part.getMediaType() + " "
                    + part.getContent(String.class);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = RestServer.of(Resource.class, Changes.class);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String urlencoded(String path, String body, String... more) {
        String[] headers = new String[more.length + 2];
        System.arraycopy(more, 0, headers, 2, more.length);
        headers[0] = "Content-Type";
        headers[1] = "application/x-www-form-urlencoded";
        return server.send("POST", "/forms/" + path, body, headers).body();
    }

    private static String multipart(String path, String... parts) {
        StringBuilder body = new StringBuilder();
        for (String part : parts) {
            body.append("--" + BOUNDARY + "\r\nContent-Disposition: form-data; ").append(part).append("\r\n");
        }
        body.append("--" + BOUNDARY + "--\r\n");
        return server.send("POST", "/forms/" + path, body.toString(), "Content-Type",
                "multipart/form-data; boundary=" + BOUNDARY).body();
    }

    @Test
    void takesFieldsThatWereParsed() {
        assertThat(urlencoded("fields", "name=a%26b+c&size=1&size=2")).isEqualTo("a&b c [1, 2]");
        assertThat(urlencoded("object", "name=ann")).isEqualTo("ann");
        assertThat(urlencoded("text", "name=a%26b&x=%C3%BC")).isEqualTo("name=a%26b&x=%C3%BC");
    }

    @Test
    void takesWhatAnObserverHasMadeOfThem() {
        assertThat(urlencoded("fields", "name=ann", "X-Change", "1")).isEqualTo("changed []");
        assertThat(urlencoded("object", "name=ann", "X-Change", "1")).isEqualTo("changed");
    }

    @Test
    void readsTheCharsetOfTheForm() {
        assertThat(server.send("POST", "/forms/fields", "name=%FC", "Content-Type",
                "application/x-www-form-urlencoded;charset=ISO-8859-1").body()).isEqualTo("ü []");
    }

    @Test
    void answers415ToAFormThatIsNotWanted() {
        assertThat(server.send("POST", "/forms/parts", "name=ann", "Content-Type",
                "application/x-www-form-urlencoded").statusCode()).isEqualTo(415);
    }

    @Test
    void takesParts() {
        assertThat(multipart("parts", "name=\"name\"\r\n\r\nann",
                "name=\"file\"; filename=\"a.txt\"\r\nContent-Type: text/css\r\n\r\nbody {}"))
                .isEqualTo("name - text/plain ann|file a.txt text/css body {}");
    }

    @Test
    void takesSinglePartsAndFiles() {
        assertThat(multipart("part", "name=\"name\"\r\n\r\nann", "name=\"size\"\r\n\r\n3",
                "name=\"file\"; filename=\"a.bin\"\r\n\r\nbytes")).isEqualTo("ann 3 a.bin bytes null");
    }

    @Test
    void readsPartsByTheirMediaType() {
        assertThat(multipart("json", "name=\"price\"\r\nContent-Type: application/json\r\n\r\n{\"cents\":5}"))
                .isEqualTo("5 {\"cents\":5} application/json 11");
    }
}
