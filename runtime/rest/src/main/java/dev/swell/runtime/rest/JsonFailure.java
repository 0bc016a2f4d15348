package dev.swell.runtime.rest;

import java.util.Map;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * What a client is told of JSON that can't be read: what and where, but neither a class's name nor what was sent.
 *
 * @param message what is wrong
 * @param path the property it is about, such as {@code items[2].price}; null where it isn't JSON at all
 * @param line from 1
 * @param column from 1
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record JsonFailure(String message, String path, Integer line, Integer column) {

    static Response answer(JsonProcessingException failure) {
        JsonLocation place = failure.getLocation();
        boolean placed = place != null && place.getLineNr() > 0;
        return answer(new JsonFailure(message(failure), path(failure), placed ? place.getLineNr() : null,
                placed ? place.getColumnNr() : null));
    }

    /** Returns the answer where there must be a body and is none. */
    static Response emptyBody() {
        return answer(new JsonFailure("The body is empty", null, null, null));
    }

    private static Response answer(JsonFailure failure) {
        return Response.status(Status.BAD_REQUEST).type(MediaType.APPLICATION_JSON_TYPE).entity(failure).build();
    }

    private static String message(JsonProcessingException failure) {
        if (failure instanceof StreamConstraintsException) {
            return "The JSON is nested too deeply, or a part of it is too long";
        } else if (failure instanceof JsonEOFException) {
            return "The JSON ends too early";
        } else if (failure instanceof JsonParseException) {
            return "This is not JSON";
        } else if (failure instanceof UnrecognizedPropertyException) {
            return "There is no such property";
        } else if (failure instanceof InvalidFormatException) {
            return "The value has a wrong format";
        } else if (failure instanceof MismatchedInputException) {
            return "The value is missing or of a wrong type";
        }
        return "The value is not accepted";
    }

    private static String path(JsonProcessingException failure) {
        if (!(failure instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
            return null;
        }
        StringBuilder path = new StringBuilder();
        for (Reference step : mapping.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(name(failure, step));
            }
        }
        return path.toString();
    }

    private static String name(JsonProcessingException failure, Reference step) {
        boolean sent = step.getFrom() instanceof Map || failure instanceof UnrecognizedPropertyException unknown
                && step.getFieldName().equals(unknown.getPropertyName());
        return sent ? "?" : step.getFieldName();
    }
}
