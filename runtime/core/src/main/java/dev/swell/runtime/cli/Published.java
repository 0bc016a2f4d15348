package dev.swell.runtime.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.swell.runtime.config.Key;
import dev.swell.runtime.config.Keys;
import dev.swell.runtime.config.Settings;

/** What {@code publish} writes. */
final class Published {

    private static final List<String> TEMPLATES = List.of("swell.service", "supervisord.conf", "nginx.conf",
            "apache.conf");

    private Published() {}

    /** Returns the files by name. */
    static Map<String, String> files() {
        Map<String, String> files = new TreeMap<>(Map.of("application.properties", configuration()));
        TEMPLATES.forEach(name -> files.put(name, template(name)));
        return files;
    }

    private static String configuration() {
        StringBuilder text = new StringBuilder("""
                # All keys of Swell, with their defaults: take off the # of those that you change.
                # This file is read from the top of the application, or from the folder config in the working directory.
                """);
        for (Key<?> key : Keys.all()) {
            text.append("\n# ").append(key.meaning()).append(key.fixed() ? "; a change takes a restart.\n" : ".\n");
            text.append("# It is ").append(key.form().allowed()).append(".\n");
            text.append("#").append(key.name().replace("*", "org.acme")).append('=').append(key.defaultText())
                    .append('\n');
        }
        return text.toString();
    }

    private static String template(String name) {
        String text = read(name);
        for (Map.Entry<String, String> value : values().entrySet()) {
            text = text.replace("${" + value.getKey() + "}", value.getValue());
        }
        return text;
    }

    private static Map<String, String> values() {
        return Map.of("user", System.getProperty("user.name"),
                "directory", escaped(Path.of("").toAbsolutePath()),
                "java", word(Path.of(System.getProperty("java.home"), "bin", "java")),
                "jar",
                JavaCommand.jar().map(Path::toAbsolutePath).map(Published::word).orElse("<swell.jar>"),
                "port", String.valueOf(Settings.defaults().http().port()));
    }

    /** A word of a command: both systemd and supervisord take quotes. */
    private static String word(Path path) {
        return path.toString().contains(" ") ? '"' + escaped(path) + '"' : escaped(path);
    }

    /** Both give a meaning to percent signs. */
    private static String escaped(Path path) {
        return path.normalize().toString().replace("%", "%%");
    }

    private static String read(String name) {
        try (InputStream in = Published.class.getResourceAsStream("publish/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
