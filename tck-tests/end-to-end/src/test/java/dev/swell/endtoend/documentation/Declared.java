package dev.swell.endtoend.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The messages that the sources declare, by number, and the metrics. */
final class Declared {

    private static final Pattern MESSAGE = Pattern
            .compile("@Message\\(id = (\\d+),\\s*value = ((?:\"(?:[^\"\\\\]|\\\\.)*\"[\\s+]*)+)\\)");
    private static final Pattern METRIC = Pattern.compile("\"(swell_[a-z_]+)\"");
    private static final String PARTS_OF_A_CONSTANT = "\"\\s*\\+\\s*\"";
    private static final String ANY = "…";

    private final Map<Integer, String> texts = new TreeMap<>();
    private final Set<String> metrics = new TreeSet<>();

    static Declared of(Path root) throws IOException {
        Declared declared = new Declared();
        for (String module : List.of("extension", "runtime")) {
            try (Stream<Path> files = Files.walk(root.resolve(module))) {
                for (Path file : files.filter(Declared::isSource).toList()) {
                    declared.read(Files.readString(file));
                }
            }
        }
        return declared;
    }

    private static boolean isSource(Path file) {
        return file.toString().contains("/src/main/java/") && file.toString().endsWith(".java");
    }

    private void read(String source) {
        Matcher message = MESSAGE.matcher(source);
        while (message.find()) {
            String text = message.group(2).strip().replaceAll(PARTS_OF_A_CONSTANT, "").replace("\\\"", "\"");
            texts.put(Integer.parseInt(message.group(1)), text.substring(1, text.length() - 1));
        }
        METRIC.matcher(source).results().forEach(metric -> metrics.add(metric.group(1)));
    }

    /** Returns the names of metrics, without what the format adds. */
    Set<String> metrics() {
        return metrics;
    }

    /** Tells whether a page's words are those of the message, where "…" stands for any. */
    boolean has(int number, String words) {
        String text = texts.getOrDefault(number, "");
        int from = 0;
        for (String part : words.split(ANY)) {
            int at = text.indexOf(part.strip(), from);
            if (at < 0) {
                return false;
            }
            from = at + part.strip().length();
        }
        return texts.containsKey(number);
    }
}
