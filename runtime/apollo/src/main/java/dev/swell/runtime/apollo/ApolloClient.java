package dev.swell.runtime.apollo;

import static dev.swell.runtime.apollo.ApolloMessages.MESSAGES;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;

import dev.swell.runtime.config.ApolloSettings;

/** Apollo's HTTP API. For one thread. */
final class ApolloClient implements AutoCloseable {

    private static final int LONGEST_ANSWER = 16 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ApolloSettings settings;
    private final String appId;
    private final String clientIp;
    private final ExecutorService threads = Executors.newSingleThreadExecutor(ApolloClient::thread);
    private final HttpClient http;

    ApolloClient(ApolloSettings settings) {
        this.settings = settings;
        this.appId = settings.appId().orElseThrow();
        this.clientIp = settings.clientIp().orElseGet(LocalAddress::find);
        this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER) // a signature is for one address
                .connectTimeout(settings.pullTimeout()).executor(threads).build();
    }

    private static Thread thread(Runnable code) {
        Thread thread = new Thread(null, code, "swell-apollo-http", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(ApolloClient.class.getClassLoader());
        return thread;
    }

    /**
     * Pulls a namespace.
     *
     * @param known as it was; null if it wasn't pulled yet
     * @return nothing if it is still the same
     */
    Optional<Namespace> pull(String name, Namespace known, Notification said)
            throws ApolloFailure, InterruptedException {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("releaseKey", known == null ? "" : known.releaseKey());
        query.put("ip", clientIp);
        if (!said.messages().isEmpty()) {
            query.put("messages", said.messages());
        }
        HttpResponse<byte[]> answer = get("/configs/" + encoded(appId) + "/" + encoded(settings.cluster()) + "/"
                + encoded(name), query, settings.pullTimeout());
        if (answer.statusCode() == 304 && known != null) {
            return Optional.empty();
        }
        if (answer.statusCode() == 404) {
            throw new ApolloFailure(MESSAGES.noNamespace(name, appId, settings.cluster()));
        }
        JsonNode body = json(answer);
        JsonNode configurations = body.path("configurations");
        if (!configurations.isObject()) {
            throw new ApolloFailure(MESSAGES.badAnswer());
        }
        Map<String, String> entries = new HashMap<>();
        configurations.properties().forEach(entry -> entries.put(entry.getKey(), entry.getValue().asText()));
        return Optional.of(new Namespace(name, body.path("releaseKey").asText(), entries));
    }

    /**
     * Waits until something is new, at most as long as Apollo lets us wait.
     *
     * @param said what was said last of each namespace
     * @return what is said now of those that are new
     */
    Map<String, Notification> poll(Map<String, Notification> said, Duration atMost)
            throws ApolloFailure, InterruptedException {
        ArrayNode known = JSON.createArrayNode();
        said.forEach((name, last) -> known.addObject().put("namespaceName", name).put("notificationId", last.id()));
        Map<String, String> query = new LinkedHashMap<>();
        query.put("appId", appId);
        query.put("cluster", settings.cluster());
        query.put("ip", clientIp);
        query.put("notifications", known.toString());
        HttpResponse<byte[]> answer = get("/notifications/v2", query, atMost);
        if (answer.statusCode() == 304) {
            return Map.of();
        }
        JsonNode body = json(answer);
        if (!body.isArray()) {
            throw new ApolloFailure(MESSAGES.badAnswer());
        }
        Map<String, Notification> news = new LinkedHashMap<>();
        for (JsonNode entry : body) {
            String about = entry.path("namespaceName").asText();
            said.keySet().stream().filter(about::equalsIgnoreCase).forEach(name -> news.put(name,
                    new Notification(entry.path("notificationId").asLong(-1), messages(entry))));
        }
        return news;
    }

    private static String messages(JsonNode entry) {
        return entry.path("messages").isObject() ? entry.path("messages").toString() : "";
    }

    private static JsonNode json(HttpResponse<byte[]> answer) throws ApolloFailure {
        int status = answer.statusCode();
        if (status == 401) {
            throw new ApolloFailure(MESSAGES.unauthorized());
        }
        if (status != 200) {
            throw new ApolloFailure(status >= 300 && status < 400 && status != 304 ? MESSAGES.redirect(status)
                    : MESSAGES.status(status));
        }
        try {
            JsonNode read = JSON.readTree(answer.body());
            return read;
        } catch (JsonProcessingException e) { // its message quotes what it has read
            throw new ApolloFailure(MESSAGES.badAnswer());
        } catch (IOException e) {
            throw new ApolloFailure(e.toString());
        }
    }

    private HttpResponse<byte[]> get(String path, Map<String, String> query, Duration atMost)
            throws ApolloFailure, InterruptedException {
        StringBuilder address = new StringBuilder(settings.server().orElseThrow().toString().replaceAll("/+$", ""))
                .append(path);
        char mark = '?';
        for (Map.Entry<String, String> parameter : query.entrySet()) {
            address.append(mark).append(parameter.getKey()).append('=').append(encoded(parameter.getValue()));
            mark = '&';
        }
        URI uri = URI.create(address.toString());
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", "application/json");
        settings.accessKey().ifPresent(key -> {
            long now = System.currentTimeMillis();
            request.header("Timestamp", String.valueOf(now)).header("Authorization",
                    Signature.of(appId, key.value(), now, uri));
        });
        return await(http.sendAsync(request.build(), head -> new Bounded(LONGEST_ANSWER)), atMost);
    }

    /** Waits for the whole answer, not for its head only. */
    private static HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> answer, Duration atMost)
            throws ApolloFailure, InterruptedException {
        try {
            return answer.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new ApolloFailure(MESSAGES.tooSlow(atMost.toMillis()));
        } catch (ExecutionException e) {
            throw new ApolloFailure(MESSAGES.unreachable(e.getCause().toString()));
        } finally {
            answer.cancel(true);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Ends its thread; what is waited for is interrupted by whoever ends the thread that waits. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
