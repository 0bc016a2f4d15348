package dev.swell.runtime.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.URLUtils;

import dev.swell.extension.model.PathTemplate;
import dev.swell.extension.model.PathTemplate.Kind;
import dev.swell.extension.model.PathTemplate.Segment;

/**
 * The path of a request as routes see it: segments, each decoded exactly once. What Undertow has decoded won't do, since an
 * encoded slash ({@code %2F}) is data, not the end of a segment.
 */
public final class RequestPath {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final HttpServerExchange exchange;
    private final String requested;
    private List<String> requestedSegments;
    private Object found;

    /** Remembers the path that came in; later ones are changes by the application. */
    RequestPath(HttpServerExchange exchange) {
        this.exchange = exchange;
        this.requested = exchange.getRelativePath();
    }

    /** Returns the path that counts now: what somebody has set since, else what came in. Compare by identity. */
    public String current() {
        String relative = exchange.getRelativePath();
        return relative == requested ? exchange.getRequestPath() : relative;
    }

    /** Tells whether the application has set another path since the request came in. */
    public boolean isReplaced() {
        return exchange.getRelativePath() != requested;
    }

    /** Returns what was put by {@link #found(Object)}, or null. */
    public Object found() {
        return found;
    }

    /** Keeps what somebody has found out about the path, so as not to look for it again. */
    public void found(Object match) {
        found = match;
    }

    /** Returns the segments of {@link #current}; the same list as long as nobody sets another path. Not to be changed. */
    public List<String> segments() {
        String path = current();
        if (path != requested) {
            return split(path);
        }
        if (requestedSegments == null) {
            requestedSegments = splitRequested();
        }
        return requestedSegments;
    }

    private List<String> splitRequested() {
        if (isPlain(exchange.getRequestURI())) {
            return split(requested);
        }
        List<String> segments = new ArrayList<>();
        StringBuilder buffer = new StringBuilder();
        for (String segment : split(rawPath())) {
            String raw = withoutParameters(segment);
            segments.add(raw.indexOf('%') < 0 ? raw : URLUtils.decode(raw, UTF_8, true, false, buffer));
        }
        return segments;
    }

    private static boolean isPlain(String uri) {
        return uri.indexOf('%') < 0 && uri.indexOf(';') < 0;
    }

    /** Cuts {@code a;b=c} to a. */
    static String withoutParameters(String segment) {
        int parameters = segment.indexOf(';');
        return parameters < 0 ? segment : segment.substring(0, parameters);
    }

    /** Puts the variables into the query parameters, where they replace values of the same name. */
    public void putVariables(PathTemplate template) {
        List<String> segments = null;
        for (int i = 0; i < template.segments().size(); i++) {
            Segment segment = template.segments().get(i);
            if (segment.kind() != Kind.LITERAL) {
                segments = segments == null ? segments() : segments;
                put(segment.text(), segment.kind() == Kind.VARIABLE ? segments.get(i)
                        : String.join("/", segments.subList(i, segments.size())));
            }
        }
    }

    private void put(String name, String value) {
        Deque<String> values = new ArrayDeque<>(2);
        values.add(value);
        exchange.getQueryParameters().put(name, values);
    }

    private String rawPath() {
        String uri = exchange.getRequestURI();
        if (exchange.isHostIncludedInRequestURI()) {
            int host = uri.indexOf("://") + 3;
            int path = uri.indexOf('/', host);
            return path < 0 ? "/" : uri.substring(path);
        }
        return uri;
    }

    /** Splits {@code /a/b} into a and b; {@code /} is one empty segment, and {@code /a/} is a and an empty one. */
    static List<String> split(String path) {
        List<String> segments = new ArrayList<>(6);
        int begin = path.startsWith("/") ? 1 : 0;
        for (int slash = path.indexOf('/', begin); slash >= 0; slash = path.indexOf('/', begin)) {
            segments.add(path.substring(begin, slash));
            begin = slash + 1;
        }
        segments.add(path.substring(begin));
        return segments;
    }
}
