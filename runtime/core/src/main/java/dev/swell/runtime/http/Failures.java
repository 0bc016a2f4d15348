package dev.swell.runtime.http;

import java.io.IOException;

import org.xnio.IoUtils;

import io.undertow.io.UndertowOutputStream;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.util.BadRequestException;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;

/** What becomes of a request when something was thrown. */
final class Failures {

    /** What an answer has said of a body that will not come. */
    private static final HttpString[] OF_THE_BODY = {Headers.CONTENT_TYPE, Headers.CONTENT_LENGTH,
            Headers.CONTENT_ENCODING, Headers.CONTENT_RANGE, Headers.CONTENT_DISPOSITION, Headers.TRANSFER_ENCODING,
            Headers.ETAG, Headers.LAST_MODIFIED, Headers.CACHE_CONTROL, Headers.EXPIRES};

    private Failures() {}

    /** Tells whether it is only the sign that the client has closed the connection. */
    static boolean isClientGone(Throwable thrown, HttpServerExchange exchange) {
        return !exchange.getConnection().isOpen() && find(thrown, IOException.class) != null;
    }

    /** Returns the status code for it: 500 if it is the application's. */
    static int status(Throwable thrown) {
        if (find(thrown, RequestTooBigException.class) != null) {
            return StatusCodes.REQUEST_ENTITY_TOO_LARGE;
        }
        if (find(thrown, BadRequestException.class) != null) {
            return StatusCodes.BAD_REQUEST;
        }
        return StatusCodes.INTERNAL_SERVER_ERROR;
    }

    private static <T extends Throwable> T find(Throwable thrown, Class<T> type) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
            cause = cause.getCause();
        }
        return null;
    }

    /** Answers with that status and nothing else or, if an answer has begun, cuts it off so that nobody takes it for whole. */
    static void answer(HttpServerExchange exchange, int status) {
        if (exchange.isComplete()) {
            return;
        }
        if (exchange.isResponseStarted()) {
            IoUtils.safeClose(exchange.getConnection());
            return;
        }
        if (exchange.isBlocking() && exchange.getOutputStream() instanceof UndertowOutputStream buffered) {
            buffered.resetBuffer();
        }
        for (HttpString header : OF_THE_BODY) {
            exchange.getResponseHeaders().remove(header);
        }
        exchange.setStatusCode(status);
    }
}
