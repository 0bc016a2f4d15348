package dev.swell.runtime.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import jakarta.websocket.OnMessage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.undertow.server.HttpServerExchange;

import dev.swell.http.Route;
import dev.swell.socket.Protocol;
import dev.swell.socket.SocketHandler;

/** HTTP and WebSocket on other ports than the main one. */
class HttpPortTest {

    static class Shop {
        @Route("/open")
        void open(HttpServerExchange exchange) {
            exchange.getResponseSender().send("shop");
        }
    }

    @SocketHandler(path = "admin", protocol = Protocol.HTTP, port = "0")
    static class Admin {
        @Route("/open")
        void open(HttpServerExchange exchange) {
            exchange.getResponseSender().send("admin");
        }

        @Route("/stop")
        void stop(HttpServerExchange exchange) {
            exchange.getResponseSender().send("stopped");
        }
    }

    @SocketHandler(protocol = Protocol.HTTP, port = "off")
    static class Hidden {
        @Route("/hidden")
        void hidden(HttpServerExchange exchange) {
            exchange.getResponseSender().send("hidden");
        }
    }

    @SocketHandler(path = "/talk", port = "0")
    static class Talk {
        @OnMessage
        String talk(String text) {
            return "talk " + text;
        }
    }

    @SocketHandler(path = "/talk")
    static class MainTalk {
        @OnMessage
        String talk(String text) {
            return "main " + text;
        }
    }

    private final HttpClient client = HttpClient.newHttpClient();
    private SocketTestServer server;

    @BeforeEach
    void start() {
        server = SocketTestServer.of(Shop.class, Admin.class, Hidden.class, Talk.class, MainTalk.class);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String get(int port, String path) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(), BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }

    @Test
    void servesEachPortsOwnRoutes() throws Exception {
        assertThat(get(server.port(), "/open")).isEqualTo("200 shop");
        assertThat(get(server.port("admin"), "/open")).isEqualTo("200 admin");
        assertThat(get(server.port("admin"), "/stop")).isEqualTo("200 stopped");
        assertThat(get(server.port(), "/stop")).startsWith("404");
        assertThat(get(server.port(), "/hidden")).startsWith("404");
        server.swap(Admin.class);
        assertThat(get(server.port("admin"), "/open")).isEqualTo("200 admin");
        assertThat(get(server.port(), "/open")).startsWith("404");
    }

    @Test
    void servesEachPortsOwnWebSockets() throws Exception {
        int port = server.port("websocket:Talk");
        try (RawWebSocket talk = RawWebSocket.open(port, "/talk");
                RawWebSocket main = RawWebSocket.open(server.port(), "/talk")) {
            assertThat(talk.text("a").readText()).isEqualTo("talk a");
            assertThat(main.text("b").readText()).isEqualTo("main b");
            assertThat(server.connections().broadcast("/talk", "both")).isEqualTo(2);
            server.swap(Talk.class);
            assertThat(main.readText()).isEqualTo("both");
            assertThat(main.closeCode()).isEqualTo(1012);
            assertThat(talk.readText()).isEqualTo("both");
            assertThat(talk.text("c").readText()).isEqualTo("talk c");
        }
    }
}
