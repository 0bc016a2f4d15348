package dev.swell.extension.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A path template: {@code /hello/{name}} or {@code /files/*}.
 *
 * @param text as it was written
 * @param segments what stands between the slashes
 */
public record PathTemplate(String text, List<Segment> segments) {

    /** The query parameter that the rest of the path is put into. */
    public static final String REST = "*";

    private static final String EXAMPLES = "; examples: '/', '/hello/{name}', '/files/*'";

    /** What a segment of a path must be. */
    public enum Kind {
        /** The very text. */
        LITERAL,
        /** Any one segment that is not empty. */
        VARIABLE,
        /** All that is left. */
        REST
    }

    /**
     * One segment.
     *
     * @param kind what it matches
     * @param text the literal or the variable's name
     */
    public record Segment(Kind kind, String text) {}

    public PathTemplate {
        segments = List.copyOf(segments);
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if it can't be read, with the reason and examples
     */
    public static PathTemplate parse(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("path template '" + text + "' does not begin with a slash" + EXAMPLES);
        }
        String[] parts = text.substring(1).split("/", -1);
        List<Segment> segments = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < parts.length; i++) {
            Segment segment = segment(text, parts[i], i == parts.length - 1);
            if (segment.kind == Kind.VARIABLE && !names.add(segment.text)) {
                throw new IllegalArgumentException(
                        "path template '" + text + "' has the variable '" + segment.text
                                + "' twice: name each only once");
            }
            segments.add(segment);
        }
        return new PathTemplate(text, segments);
    }

    private static Segment segment(String text, String part, boolean last) {
        if (part.equals(REST)) {
            if (!last) {
                throw new IllegalArgumentException("path template '" + text + "' goes on after the star" + EXAMPLES);
            }
            return new Segment(Kind.REST, REST);
        }
        if (part.startsWith("{") && part.endsWith("}")) {
            String name = part.substring(1, part.length() - 1);
            if (!name.isEmpty()
                    && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.')) {
                return new Segment(Kind.VARIABLE, name);
            }
            throw new IllegalArgumentException("path template '" + text + "' has the variable name '" + name
                    + "': use letters, digits, '_', '-' and '.'" + EXAMPLES);
        }
        if (part.indexOf('{') >= 0 || part.indexOf('}') >= 0 || part.indexOf('*') >= 0) {
            throw new IllegalArgumentException("path template '" + text + "' has the segment '" + part
                    + "': a variable or star must be a whole segment" + EXAMPLES);
        }
        if (part.indexOf('?') >= 0 || part.indexOf('#') >= 0 || part.indexOf('%') >= 0 || part.indexOf(';') >= 0
                || part.chars().anyMatch(c -> c <= ' ')) {
            throw new IllegalArgumentException("path template '" + text + "' has the segment '" + part
                    + "': write it decoded, without '?', '#', '%', ';' and spaces" + EXAMPLES);
        }
        if (part.isEmpty() && !last) {
            throw new IllegalArgumentException("path template '" + text + "' has an empty segment" + EXAMPLES);
        }
        return new Segment(Kind.LITERAL, part);
    }

    /** Returns the template without the names of variables: two templates with the same shape match the same paths. */
    public String shape() {
        StringBuilder shape = new StringBuilder();
        for (Segment segment : segments) {
            shape.append('/').append(segment.kind == Kind.VARIABLE ? "{}" : segment.text);
        }
        return shape.toString();
    }

    @Override
    public String toString() {
        return text;
    }
}
