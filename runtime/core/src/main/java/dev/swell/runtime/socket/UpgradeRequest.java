package dev.swell.runtime.socket;

import java.net.SocketAddress;
import java.security.Principal;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;

import dev.swell.extension.model.PathTemplate;
import dev.swell.extension.model.PathTemplate.Kind;
import dev.swell.extension.model.PathTemplate.Segment;
import dev.swell.runtime.http.Request;
import dev.swell.socket.Handshake;

/** The upgrade request, as it was when the connection was opened. */
record UpgradeRequest(String path, Map<String, String> headers, Map<String, String> queries,
        Map<String, String> pathParams, NamedPrincipal named, SocketAddress remote) implements Handshake {

    static UpgradeRequest of(HttpServerExchange exchange, PathTemplate template, NamedPrincipal named) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (HeaderValues values : exchange.getRequestHeaders()) {
            headers.put(values.getHeaderName().toString(), values.getFirst());
        }
        Map<String, String> queries = firstOf(exchange.getQueryParameters());
        Request.of(exchange).path().putVariables(template);
        Map<String, String> pathParams = firstOf(exchange.getQueryParameters());
        pathParams.keySet().retainAll(template.segments().stream().filter(segment -> segment.kind() != Kind.LITERAL)
                .map(Segment::text).toList());
        return new UpgradeRequest(exchange.getRequestPath(), headers, queries, pathParams, named,
                exchange.getSourceAddress());
    }

    private static Map<String, String> firstOf(Map<String, Deque<String>> values) {
        Map<String, String> first = new HashMap<>();
        values.forEach((name, all) -> first.put(name, all.getFirst()));
        return first;
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    @Override
    public Optional<String> query(String name) {
        return Optional.ofNullable(queries.get(name));
    }

    @Override
    public Optional<String> pathParam(String name) {
        return Optional.ofNullable(pathParams.get(name));
    }

    @Override
    public Optional<Principal> principal() {
        return Optional.ofNullable(named);
    }
}
