package dev.swell.endtoend.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The messages that the sources declare, by number. */
final class Messages {

    private static final Pattern DECLARED = Pattern
            .compile("@Message\\(id = (\\d+),\\s*value = ((?:\"(?:[^\"\\\\]|\\\\.)*\"[\\s+]*)+)\\)");
    private static final String PARTS_OF_A_CONSTANT = "\"\\s*\\+\\s*\"";
    private static final String ANY = "…";

    private final Map<Integer, String> texts = new TreeMap<>();

    static Messages of(Path root) throws IOException {
        Messages messages = new Messages();
        for (String module : List.of("extension", "runtime")) {
            try (Stream<Path> files = Files.walk(root.resolve(module))) {
                for (Path file : files.filter(Messages::isSource).toList()) {
                    messages.read(Files.readString(file));
                }
            }
        }
        return messages;
    }

    private static boolean isSource(Path file) {
        return file.toString().contains("/src/main/java/") && file.toString().endsWith(".java");
    }

    private void read(String source) {
        Matcher message = DECLARED.matcher(source);
        while (message.find()) {
            String text = message.group(2).strip().replaceAll(PARTS_OF_A_CONSTANT, "").replace("\\\"", "\"");
            texts.put(Integer.parseInt(message.group(1)), text.substring(1, text.length() - 1));
        }
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
