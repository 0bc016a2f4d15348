package dev.swell.tck.benchmarks.peers;

import java.io.InputStream;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** Each connection has a virtual thread. */
public class Main {

    private Main() {}

    public static void main(String[] arguments) {
        WebServer.builder().host("127.0.0.1").port(Integer.parseInt(arguments[0])).routing(Main::routes).build()
                .start();
    }

    private static void routes(HttpRouting.Builder routes) {
        routes.get("/plaintext", (request, response) -> text(response, "Hello, World!"))
                .get("/json", (request, response) -> response.send(new Message("Hello, World!")))
                .get("/hello/{name}", (request, response) -> text(response, request.query().get("greet") + ", "
                        + request.path().pathParameters().get("name") + "!"))
                .get("/sleep", (request, response) -> text(response, Work.query()))
                .get("/compute", (request, response) -> text(response, Work.compute()))
                .post("/upload", Main::upload);
    }

    private static void text(ServerResponse response, String text) {
        response.header(HeaderNames.CONTENT_TYPE, "text/plain").send(text);
    }

    private static void upload(ServerRequest request, ServerResponse response) throws Exception {
        try (InputStream body = request.content().inputStream()) {
            body.readAllBytes();
        }
        response.send(Work.store());
    }
}
