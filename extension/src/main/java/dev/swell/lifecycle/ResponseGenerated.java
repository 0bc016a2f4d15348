package dev.swell.lifecycle;

import io.undertow.server.HttpServerExchange;

/**
 * Before the headers of each HTTP answer leave. An observer may change status and headers. What it throws is logged and
 * counted, and the answer leaves as it is.
 *
 * @param exchange the request and its answer
 */
public record ResponseGenerated(HttpServerExchange exchange) {}
