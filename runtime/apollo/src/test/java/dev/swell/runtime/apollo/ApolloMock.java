package dev.swell.runtime.apollo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

/** A config service of Apollo, as its documentation of the HTTP API has it: releases, grey releases, long polls, access keys. */
final class ApolloMock implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long POLL_MILLIS = 2000;

    record Release(long id, Map<String, String> entries) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition released = lock.newCondition();
    private final Map<String, Release> releases = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> grey = new ConcurrentHashMap<>();
    private long last = 100;

    final List<String> requests = new CopyOnWriteArrayList<>();
    /** Answers in place of Apollo, if there is one. */
    volatile HttpHandler misbehaviour;
    volatile String accessKey;

    ApolloMock() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Releases a namespace. */
    void release(String namespace, Map<String, String> entries) {
        lock.lock();
        try {
            releases.put(namespace, new Release(++last, entries));
            released.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Has a machine get other values at the next release. */
    void grey(String ip, Map<String, String> entries) {
        grey.put(ip, entries);
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestURI().toString());
        try (exchange) {
            if (misbehaviour != null) {
                misbehaviour.handle(exchange);
            } else if (!isSigned(exchange)) {
                answer(exchange, 401, "{}");
            } else if (exchange.getRequestURI().getPath().equals("/notifications/v2")) {
                notifications(exchange, query(exchange));
            } else {
                configuration(exchange, query(exchange));
            }
        }
    }

    private boolean isSigned(HttpExchange exchange) {
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        String time = exchange.getRequestHeaders().getFirst("Timestamp");
        if (accessKey == null) {
            return given == null && time == null;
        }
        return time != null && Math.abs(System.currentTimeMillis() - Long.parseLong(time)) < 60_000
                && Signature.of("shop", accessKey, Long.parseLong(time), exchange.getRequestURI()).equals(given);
    }

    private void configuration(HttpExchange exchange, Map<String, String> query) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/");
        Release release = path.length == 5 && path[1].equals("configs") && path[2].equals("shop")
                ? releases.get(path[4])
                : null;
        if (release == null) {
            answer(exchange, 404, "");
            return;
        }
        String key = "release-" + release.id();
        if (key.equals(query.get("releaseKey"))) {
            answer(exchange, 304, null);
            return;
        }
        ObjectNode body = JSON.createObjectNode().put("appId", "shop").put("cluster", path[3])
                .put("namespaceName", path[4]).put("releaseKey", key);
        ObjectNode configurations = body.putObject("configurations");
        grey.getOrDefault(query.get("ip"), release.entries()).forEach(configurations::put);
        answer(exchange, 200, body.toString());
    }

    private void notifications(HttpExchange exchange, Map<String, String> query) throws IOException {
        JsonNode known = JSON.readTree(query.get("notifications"));
        ArrayNode news = JSON.createArrayNode();
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS);
            while (news.isEmpty() && left > 0) {
                collect(known, news);
                left = news.isEmpty() ? released.awaitNanos(left) : left;
            }
        } catch (InterruptedException e) {
            return;
        } finally {
            lock.unlock();
        }
        if (news.isEmpty()) {
            answer(exchange, 304, null);
        } else {
            answer(exchange, 200, news.toString());
        }
    }

    private void collect(JsonNode known, ArrayNode news) {
        for (JsonNode entry : known) {
            String name = entry.path("namespaceName").asText();
            Release release = releases.get(name);
            if (release != null && release.id() > entry.path("notificationId").asLong()) {
                news.addObject().put("namespaceName", name).put("notificationId", release.id()).putObject("messages")
                        .putObject("details").put("shop+default+" + name, release.id());
            }
        }
    }

    static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String part : exchange.getRequestURI().getRawQuery().split("&")) {
            String[] pair = part.split("=", 2);
            query.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}
