package dev.swell.runtime.async;

import static dev.swell.runtime.async.AsyncMessages.MESSAGES;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.swell.runtime.worker.Json;
import dev.swell.runtime.worker.Thrown;

/**
 * Payloads as JSON: all fields, whatever their visibility. A value for a field that the class doesn't have is an error, since
 * it would be lost; a field without a value is null or 0. One for each worker.
 */
final class Payloads {

    private static final int MOST_BYTES = 4 << 20;

    /** A payload that doesn't fit its class any more. */
    static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;

        Unfit(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private final ClassLoader loader;
    private final ObjectMapper mapper;

    Payloads(ClassLoader loader) {
        this.loader = loader;
        this.mapper = Json.mapper(loader).build();
    }

    /**
     * Returns a payload as JSON.
     *
     * @throws IllegalArgumentException if there is none that can be read again, with the reason
     */
    byte[] writeOrRefuse(Object payload) {
        try {
            return write(payload);
        } catch (IOException e) {
            throw MESSAGES.notCarried(payload.getClass().getName(), reason(e), e);
        }
    }

    /** Returns a payload as JSON; fails if that can't be read again. */
    byte[] write(Object payload) throws IOException {
        if (payload.getClass().isHidden()) {
            throw new IOException("it is a lambda, whose class has no name");
        }
        try {
            byte[] json = mapper.writeValueAsBytes(payload);
            if (json.length > MOST_BYTES) {
                throw new IOException(
                        "it is %d bytes long, and %d are the most: put the content somewhere else, and its name here"
                                .formatted(json.length, MOST_BYTES));
            }
            mapper.readValue(json, payload.getClass());
            return json;
        } catch (RuntimeException | Error e) { // of the application's own classes
            throw new IOException(reason(e), e);
        }
    }

    /** Returns a payload of this worker's class of that name. */
    Object read(byte[] json, String type) throws Unfit {
        Class<?> found;
        try {
            found = Class.forName(type, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            throw new Unfit(MESSAGES.classGone(type), e);
        }
        try {
            return mapper.readValue(json, found);
        } catch (IOException | RuntimeException | Error e) {
            throw new Unfit(MESSAGES.unfit(type, reason(e)), e);
        }
    }

    /** Returns what is wrong, without the place in the source, and so without its content, that Jackson adds. */
    static String reason(Throwable failure) {
        if (failure instanceof JsonProcessingException json) {
            return json.getOriginalMessage();
        }
        return Thrown.message(failure);
    }
}
