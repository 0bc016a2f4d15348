package dev.swell.runtime.socket;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.swell.runtime.worker.Json;

/** Messages that are records, as JSON. What a peer sends beside the record's components is left out. One for each worker. */
final class Records {

    private final ObjectMapper mapper;

    Records(ClassLoader loader) {
        mapper = Json.mapper(loader).disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    }

    /**
     * Reads a text message.
     *
     * @throws IllegalArgumentException if it is no JSON of that type, with the reason
     */
    Object read(String text, Class<?> type) {
        try {
            Object read = mapper.readValue(text, type);
            if (read == null) {
                throw new IllegalArgumentException("a message that is to be a " + type.getSimpleName() + " is null");
            }
            return read;
        } catch (IOException | StackOverflowError | LinkageError e) {
            String reason = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.toString();
            throw new IllegalArgumentException(
                    "a message is no JSON of a " + type.getSimpleName() + ": " + reason, e);
        }
    }

    /**
     * Writes a text message.
     *
     * @throws IllegalArgumentException if that fails, with the reason
     */
    String write(Object message) {
        try {
            return mapper.writeValueAsString(message);
        } catch (IOException | StackOverflowError e) {
            throw new IllegalArgumentException(
                    "a " + message.getClass().getName() + " can't be written as JSON: " + e.getMessage(), e);
        }
    }
}
