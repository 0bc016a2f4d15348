package dev.swell.runtime.config;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

import io.smallrye.config.source.yaml.YamlConfigSource;

/** Texts that hold keys, by the end of their name. */
public final class Documents {

    private Documents() {}

    /**
     * Returns the keys of a text. A name that ends with {@code .properties}, {@code .yaml}, {@code .yml} or {@code .json}
     * says how it is written; any other text is the value of one key, its name.
     *
     * @throws IllegalArgumentException if it can't be read; the message says nothing of what it contains
     */
    public static Map<String, String> read(String name, String text) {
        String end = name.substring(name.lastIndexOf('.') + 1);
        return switch (end) {
            case "properties" -> properties(text);
            case "yaml", "yml", "json" -> yaml(end, text);
            default -> Map.of(name, text);
        };
    }

    private static Map<String, String> properties(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
        Map<String, String> keys = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> keys.put(key, properties.getProperty(key)));
        return keys;
    }

    /** JSON is YAML, too. */
    private static Map<String, String> yaml(String form, String text) {
        try {
            return text.isBlank() ? Map.of() : new YamlConfigSource("", text, 0).getProperties();
        } catch (RuntimeException e) { // its message quotes the text, where secrets may be
            throw new IllegalArgumentException("it is no " + form.toUpperCase(java.util.Locale.ROOT)
                    + " of keys and values");
        }
    }
}
