package dev.swell.runtime.rest;

import java.util.Comparator;
import java.util.List;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.core.GenericEntity;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

/** What a client is told of values that break constraints. */
final class Violations {

    /**
     * One value that breaks a constraint.
     *
     * @param path the parameter or the property of the body, such as {@code items[2].price}
     * @param message what it must be
     */
    record Violation(String path, String message) {}

    private Violations() {}

    static Response answer(ConstraintViolationException violations) {
        List<Violation> all = violations.getConstraintViolations().stream()
                .map(each -> new Violation(path(each), each.getMessage()))
                .sorted(Comparator.comparing(Violation::path).thenComparing(Violation::message)).toList();
        return Response.status(Status.BAD_REQUEST).type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new GenericEntity<>(all) {}).build();
    }

    private static String path(ConstraintViolation<?> violation) {
        String path = violation.getPropertyPath().toString();
        if (violation.getExecutableParameters() == null) {
            return path;
        }
        String parameter = path.substring(path.indexOf('.') + 1); // behind the method's name
        String inBody = ParameterNames.BODY + '.';
        return parameter.startsWith(inBody) ? parameter.substring(inBody.length()) : parameter;
    }
}
