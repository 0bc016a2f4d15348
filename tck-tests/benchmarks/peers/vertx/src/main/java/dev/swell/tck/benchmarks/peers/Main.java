package dev.swell.tck.benchmarks.peers;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** All on the event loop; it has no place for code that waits. */
public class Main {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Main() {}

    public static void main(String[] arguments) {
        Vertx vertx = Vertx.vertx();
        Router router = Router.router(vertx);
        router.get("/plaintext").handler(context -> send(context, "text/plain", Buffer.buffer("Hello, World!")));
        router.get("/json").handler(Main::json);
        router.get("/hello/:name").handler(context -> send(context, "text/plain", Buffer.buffer(
                context.queryParam("greet").get(0) + ", " + context.pathParam("name") + "!")));
        vertx.createHttpServer().requestHandler(router)
                .webSocketHandler(socket -> socket.textMessageHandler(socket::writeTextMessage))
                .listen(Integer.parseInt(arguments[0]), "127.0.0.1");
    }

    private static void json(RoutingContext context) {
        try {
            send(context, "application/json", Buffer.buffer(JSON.writeValueAsBytes(new Message("Hello, World!"))));
        } catch (JsonProcessingException e) {
            context.fail(e);
        }
    }

    private static void send(RoutingContext context, String type, Buffer body) {
        context.response().putHeader("Content-Type", type).end(body);
    }
}
