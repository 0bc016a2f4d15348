package dev.swell.tck.benchmarks.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A line of the application's books.
 *
 * @param key of the work
 * @param process that has written it
 * @param millis when, since 1970
 */
record Line(String key, long process, long millis) {

    static List<Line> read(Path book) throws IOException {
        if (!Files.exists(book)) {
            return List.of();
        }
        String text = Files.readString(book);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().map(line -> line.split(" "))
                .map(part -> new Line(part[0], Long.parseLong(part[1]), Long.parseLong(part[2]))).toList();
    }

    static Set<String> keys(Path book) throws IOException {
        return read(book).stream().map(Line::key).collect(Collectors.toSet());
    }
}
