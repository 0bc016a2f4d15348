package dev.swell.runtime.http;

import java.io.IOException;
import java.time.Duration;

/** Thrown to whoever reads a request body that has not arrived whole in time. */
final class RequestTimeoutException extends IOException {

    private static final long serialVersionUID = 1L;

    RequestTimeoutException(Duration limit) {
        super("the request has not arrived whole within " + limit.toMillis() + " ms (swell.http.request-timeout)");
    }
}
