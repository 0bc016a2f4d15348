package dev.swell.runtime.rest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jboss.resteasy.core.registry.ClassExpression;
import org.jboss.resteasy.core.registry.Expression;
import org.jboss.resteasy.spi.metadata.ResourceLocator;
import org.jboss.resteasy.spi.metadata.ResourceMethod;

import dev.swell.extension.model.PathTemplate;
import dev.swell.extension.model.Place;
import dev.swell.runtime.http.RouteTable;

/**
 * Finds out whether a path that matches a template can be answered by somebody else. RESTEasy takes the class whose template
 * has the most literal characters first, whether a method in it matches or not, and among the methods in it that match one
 * by media types before it compares templates. So what shares paths must lose against the template in each respect.
 */
final class SharedPaths {

    /**
     * A method, or a locator, with its class.
     *
     * @param outer the class's template, as RESTEasy registers it
     * @param inner the whole template, likewise
     */
    record Bound(ResourceLocator method, String outer, String inner) {

        /** A template as RESTEasy sorts it. */
        private static final class Sorted extends Expression {
            Sorted(String template) {
                super(template, null);
            }
        }

        Expression expression() {
            return new Sorted(inner);
        }

        ClassExpression classExpression() {
            return new ClassExpression(outer);
        }

        Place place() {
            return Place.of(method.getResourceClass().getClazz(), method.getMethod());
        }
    }

    private static final Pattern VARIABLE = Pattern.compile("\\{[^{}]*\\}");

    private final List<Bound> all;

    SharedPaths(List<Bound> all) {
        this.all = all;
    }

    /** Returns who may answer some paths of a method with a plain template. */
    Optional<Bound> rival(Bound method) {
        return all.stream().filter(other -> other != method && mayTake(other, method)).findFirst();
    }

    private static boolean mayTake(Bound other, Bound method) {
        ClassExpression own = method.classExpression();
        ClassExpression others = other.classExpression();
        if (!own.getRegex().equals(others.getRegex())) {
            return overlaps(method.inner, other.outer, true) && own.compareTo(others) >= 0;
        }
        boolean isLocator = !(other.method instanceof ResourceMethod);
        if (!overlaps(method.inner, other.inner, isLocator)) {
            return false;
        }
        return isLocator ? !winsAgainst(other, method)
                : sharesMethod(method, other) && !(yieldsTo(other, method)
                        || winsAgainst(other, method) && sameMedia(method, other));
    }

    private static boolean winsAgainst(Bound other, Bound method) {
        return method.expression().compareTo(other.expression()) < 0;
    }

    private static boolean sharesMethod(Bound one, Bound other) {
        Set<String> methods = ((ResourceMethod) one.method).getHttpMethods();
        return ((ResourceMethod) other.method).getHttpMethods().stream().anyMatch(methods::contains);
    }

    private static boolean sameMedia(Bound one, Bound other) {
        ResourceMethod first = (ResourceMethod) one.method;
        ResourceMethod second = (ResourceMethod) other.method;
        return Arrays.equals(first.getConsumes(), second.getConsumes())
                && Arrays.equals(first.getProduces(), second.getProduces());
    }

    /** Tells whether our own table finds the other one where both match. */
    private static boolean yieldsTo(Bound other, Bound method) {
        Optional<PathTemplate> others = plain(other.inner);
        if (others.isEmpty() || others.get().shape().equals(template(method).shape())) {
            return false;
        }
        List<String> both = new ArrayList<>();
        for (int i = 0; i < others.get().segments().size(); i++) {
            PathTemplate.Segment segment = others.get().segments().get(i);
            both.add(segment.kind() == PathTemplate.Kind.LITERAL ? segment.text()
                    : template(method).segments().get(i).text());
        }
        RouteTable<PathTemplate> table = RouteTable.of(List.of(template(method), others.get()), path -> path,
                path -> Set.of());
        return table.find(both, "").target() == others.get();
    }

    private static PathTemplate template(Bound method) {
        return plain(method.inner).orElseThrow();
    }

    /** Returns the template if each of its segments is a literal or a variable without regex. */
    static Optional<PathTemplate> plain(String template) {
        try {
            PathTemplate path = PathTemplate.parse("/" + trimmed(template));
            return ResourceTable.isPlain(path) && path.segments().stream()
                    .noneMatch(segment -> segment.kind() == PathTemplate.Kind.REST) ? Optional.of(path)
                            : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String trimmed(String template) {
        return template.replaceAll("^/+|/+$", "");
    }

    /** Tells whether a path can match both; in doubt it can. */
    static boolean overlaps(String plain, String other, boolean asPrefix) {
        List<String> segments = segments(trimmed(plain));
        List<String> others = segments(trimmed(other));
        for (int i = 0; i < others.size(); i++) {
            String segment = others.get(i);
            if (segment == null) {
                return true;
            } else if (i == segments.size() || !mayEqual(segments.get(i), segment)) {
                return false;
            }
        }
        return asPrefix || others.size() == segments.size();
    }

    /** Returns the segments, the last of which is null if a regex may match more than one. */
    private static List<String> segments(String template) {
        if (template.isEmpty()) {
            return List.of();
        }
        List<String> segments = new ArrayList<>();
        for (String segment : template.split("/", -1)) {
            boolean isRegex = segment.indexOf('{') >= 0 && !segment.matches("[^{}:]*(\\{[^{}:]*\\}[^{}:]*)+");
            segments.add(isRegex ? null : segment);
            if (isRegex) {
                break;
            }
        }
        return segments;
    }

    private static boolean mayEqual(String segment, String other) {
        return segment.indexOf('{') >= 0 || segment.matches(Arrays.stream(VARIABLE.split(other, -1)).map(Pattern::quote)
                .collect(Collectors.joining(".+")));
    }
}
