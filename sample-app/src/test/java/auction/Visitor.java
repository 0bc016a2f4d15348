package auction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.swell.junit5.ClientSocket;
import dev.swell.junit5.WebSocketClient;

/** Somebody with cookies of his own. */
final class Visitor {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI base;
    private final HttpClient http = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    Visitor(URI base) {
        this.base = base;
    }

    Visitor(URI base, String name) throws IOException, InterruptedException {
        this(base);
        assertThat(introduce(name).statusCode()).isEqualTo(200);
    }

    HttpResponse<String> introduce(String name) throws IOException, InterruptedException {
        return send("PUT", "/api/bidder", JSON.createObjectNode().put("name", name).toString());
    }

    HttpResponse<String> leave() throws IOException, InterruptedException {
        return send("DELETE", "/api/bidder", "");
    }

    HttpResponse<String> bid(int lot, long cents) throws IOException, InterruptedException {
        return bid(lot, "{\"cents\":" + cents + "}");
    }

    HttpResponse<String> bid(int lot, String body) throws IOException, InterruptedException {
        return send("POST", "/api/lots/" + lot + "/bids", body);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    /** Sends a form with a file named {@code picture}. */
    HttpResponse<String> consign(Map<String, String> fields, byte[] picture) throws IOException, InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Map.Entry<String, String> field : fields.entrySet()) {
            body.writeBytes(part("name=\"" + field.getKey() + "\"", field.getValue().getBytes(UTF_8)));
        }
        body.writeBytes(part("name=\"picture\"; filename=\"picture.png\"", picture));
        body.writeBytes("--edge--\r\n".getBytes(UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/lots"))
                .header("Content-Type", "multipart/form-data; boundary=edge")
                .POST(BodyPublishers.ofByteArray(body.toByteArray())).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static byte[] part(String disposition, byte[] content) {
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        part.writeBytes(("--edge\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n").getBytes(UTF_8));
        part.writeBytes(content);
        part.writeBytes("\r\n".getBytes(UTF_8));
        return part.toByteArray();
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path)).header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    ClientSocket listen(WebSocketClient sockets) {
        return sockets.through(http).connect(BidSocket.PATH);
    }

    ClientSocket listen(WebSocketClient sockets, String origin) {
        return sockets.through(http).connect(BidSocket.PATH, Map.of("Origin", origin));
    }

    static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    static JsonNode json(String text) throws IOException {
        return JSON.readTree(text);
    }
}
