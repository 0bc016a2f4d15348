package dev.swell.runtime.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import dev.swell.extension.model.PathTemplate;
import dev.swell.extension.model.PathTemplate.Kind;
import dev.swell.extension.model.PathTemplate.Segment;

/**
 * Finds what answers at a path. A template with more literal segments wins; among equals the one whose leftmost difference
 * is a literal rather than a variable, or a variable rather than the star. A template that doesn't take the method is
 * passed over. Slashes at the end count: {@code /a/} is not {@code /a}.
 *
 * @param <T> what answers
 */
public final class RouteTable<T> {

    private static final Comparator<PathTemplate> MOST_SPECIAL_FIRST = Comparator
            .comparingLong((PathTemplate path) -> -literals(path))
            .thenComparing(path -> path.segments().stream().map(segment -> segment.kind().ordinal()).toList(),
                    RouteTable::compare)
            .thenComparing(PathTemplate::shape);

    /** Where templates part. */
    private static final class Node<T> {
        private final Map<String, Node<T>> literals = new HashMap<>();
        private Node<T> variable;
        private Leaf<T> end;
        private Leaf<T> rest;
    }

    /** All templates of one shape. */
    private static final class Leaf<T> {
        private final int rank;
        private final Map<String, Entry<T>> byMethod = new HashMap<>();
        private Entry<T> anyMethod;

        Leaf(int rank) {
            this.rank = rank;
        }

        Entry<T> entry(String method) {
            Entry<T> found = byMethod.get(method);
            if (found == null && method.equals("HEAD")) {
                found = byMethod.get("GET");
            }
            return found == null ? anyMethod : found;
        }
    }

    /**
     * One template.
     *
     * @param path the template
     * @param target what answers
     */
    public record Entry<T>(PathTemplate path, T target) {}

    private final Node<T> root = new Node<>();
    private int ranks;

    /**
     * Makes one.
     *
     * @param path gives the template of a target
     * @param methods gives the methods that a target takes; none means all
     */
    public static <T> RouteTable<T> of(List<T> targets, Function<T, PathTemplate> path,
            Function<T, Set<String>> methods) {
        RouteTable<T> table = new RouteTable<>();
        targets.stream().sorted(Comparator.comparing(path, MOST_SPECIAL_FIRST))
                .forEach(target -> table.add(new Entry<>(path.apply(target), target), methods.apply(target)));
        return table;
    }

    private static long literals(PathTemplate path) {
        return path.segments().stream().filter(segment -> segment.kind() == Kind.LITERAL).count();
    }

    private static int compare(List<Integer> kinds, List<Integer> others) {
        for (int i = 0; i < Math.min(kinds.size(), others.size()); i++) {
            int difference = kinds.get(i) - others.get(i);
            if (difference != 0) {
                return difference;
            }
        }
        return others.size() - kinds.size();
    }

    private void add(Entry<T> entry, Set<String> taken) {
        Leaf<T> leaf = leaf(entry.path);
        if (taken.isEmpty()) {
            leaf.anyMethod = entry;
        }
        for (String method : taken) {
            leaf.byMethod.put(method, entry);
        }
    }

    private Leaf<T> leaf(PathTemplate path) {
        Node<T> node = root;
        for (Segment segment : path.segments()) {
            switch (segment.kind()) {
                case LITERAL -> node = node.literals.computeIfAbsent(segment.text(), text -> new Node<>());
                case VARIABLE -> {
                    node.variable = node.variable == null ? new Node<>() : node.variable;
                    node = node.variable;
                }
                case REST -> {
                    node.rest = node.rest == null ? new Leaf<>(ranks++) : node.rest;
                    return node.rest;
                }
            }
        }
        node.end = node.end == null ? new Leaf<>(ranks++) : node.end;
        return node.end;
    }

    /** Returns what answers that method at that path, or null. */
    public Entry<T> find(List<String> segments, String method) {
        Leaf<T> best = null;
        for (Leaf<T> leaf : leaves(segments)) {
            if ((best == null || leaf.rank < best.rank) && leaf.entry(method) != null) {
                best = leaf;
            }
        }
        return best == null ? null : best.entry(method);
    }

    /** Returns the methods that are answered at that path, HEAD and OPTIONS among them; empty if there is nothing. */
    Set<String> allowed(List<String> segments) {
        Set<String> allowed = new TreeSet<>();
        for (Leaf<T> leaf : leaves(segments)) {
            allowed.addAll(leaf.byMethod.keySet());
        }
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        if (!allowed.isEmpty()) {
            allowed.add("OPTIONS");
        }
        return allowed;
    }

    private List<Leaf<T>> leaves(List<String> segments) {
        List<Leaf<T>> found = new ArrayList<>(2);
        collect(root, segments, 0, found);
        return found;
    }

    private void collect(Node<T> node, List<String> segments, int index, List<Leaf<T>> found) {
        if (index == segments.size()) {
            if (node.end != null) {
                found.add(node.end);
            }
            return;
        }
        String segment = segments.get(index);
        Node<T> literal = node.literals.get(segment);
        if (literal != null) {
            collect(literal, segments, index + 1, found);
        }
        if (node.variable != null && !segment.isEmpty()) {
            collect(node.variable, segments, index + 1, found);
        }
        if (node.rest != null) {
            found.add(node.rest);
        }
    }
}
