package dev.swell.lifecycle;

import io.undertow.server.HttpServerExchange;

/**
 * Before middleware and route of each HTTP request, on its thread and in its request context. An observer may change the
 * exchange: headers, path, query parameters, form values. One that throws makes the answer a 500.
 *
 * @param exchange the request
 */
public record RequestReceived(HttpServerExchange exchange) {}
