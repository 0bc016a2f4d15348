package dev.swell.runtime.http;

import java.io.IOException;

import org.xnio.IoUtils;

import io.undertow.io.UndertowOutputStream;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.util.BadRequestException;
import io.undertow.util.HeaderMap;
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

    /**
     * Returns the status code for what a handler has thrown: 500 if it is the application's failure.
     *
     * @param ofBody why reading the request's body has failed, or null
     * @param cut whether nothing can be written any more, for reasons that aren't the handler's
     */
    static int status(Throwable thrown, IOException ofBody, boolean cut) {
        IOException transport = find(thrown, IOException.class);
        if (ofBody != null && transport != null) {
            return status(ofBody);
        }
        if (transport != null && cut) { // the client has gone while it was answered, for example
            return StatusCodes.BAD_REQUEST;
        }
        return find(thrown, BadRequestException.class) == null ? StatusCodes.INTERNAL_SERVER_ERROR
                : StatusCodes.BAD_REQUEST;
    }

    /** Returns the status code for a failure to read a body. */
    static int status(IOException ofBody) {
        if (ofBody instanceof RequestTooBigException) {
            return StatusCodes.REQUEST_ENTITY_TOO_LARGE;
        }
        return ofBody instanceof RequestTimeoutException ? StatusCodes.REQUEST_TIME_OUT : StatusCodes.BAD_REQUEST;
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
        removeBody(exchange.getResponseHeaders()); // before a stream is made, which would read the length
        if (exchange.isBlocking() && exchange.getOutputStream() instanceof UndertowOutputStream buffered) {
            buffered.resetBuffer();
        }
        exchange.setStatusCode(status);
    }

    /** Takes back what headers say of a body. */
    static void removeBody(HeaderMap headers) {
        for (HttpString header : OF_THE_BODY) {
            headers.remove(header);
        }
    }
}
