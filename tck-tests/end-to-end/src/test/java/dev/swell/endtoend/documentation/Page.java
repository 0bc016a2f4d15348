package dev.swell.endtoend.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation.
 *
 * @param path where it is, from the top of the project
 * @param blocks its code
 */
record Page(Path path, List<Block> blocks) {

    /** The top of the project. */
    static final Path ROOT = Path.of(System.getProperty("swell.root"));

    private static final Set<String> KINDS = Set.of("java", "properties", "console", "sh", "xml");
    private static final Pattern TYPE = Pattern.compile("^(?:public )?(?:final )?(?:class|interface|record) (\\w+)",
            Pattern.MULTILINE);

    /**
     * What stands between two fences.
     *
     * @param kind the word after the first fence
     * @param line where it begins, from 1
     */
    record Block(String kind, List<String> lines, int line) {

        String text() {
            return String.join("\n", lines) + "\n";
        }

        /** Returns the name of the type that a Java block declares at its top. */
        String typeName() {
            Matcher type = TYPE.matcher(text());
            if (!type.find()) {
                throw new IllegalStateException("no class in the Java block of line " + line);
            }
            return type.group(1);
        }

        /** Returns the type's name with its package. */
        String qualifiedName() {
            String first = lines.get(0);
            return first.substring("package ".length(), first.indexOf(';')) + "." + typeName();
        }

        boolean isTest() {
            return text().contains("@SwellTest");
        }
    }

    static List<Page> all(Path root) throws IOException {
        List<Page> pages = new ArrayList<>(List.of(read(root, Path.of("README.md"))));
        try (Stream<Path> files = Files.list(root.resolve("docs"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".md")).sorted().toList()) {
                pages.add(read(root, root.relativize(file)));
            }
        }
        return pages;
    }

    static Page read(Path root, Path path) throws IOException {
        List<Block> blocks = new ArrayList<>();
        List<String> lines = Files.readAllLines(root.resolve(path));
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("```")) {
                int end = i + 1 + lines.subList(i + 1, lines.size()).indexOf("```");
                blocks.add(new Block(lines.get(i).substring(3), lines.subList(i + 1, end), i + 1));
                i = end;
            }
        }
        return new Page(path, blocks);
    }

    List<Block> blocks(String kind) {
        return blocks.stream().filter(block -> block.kind.equals(kind)).toList();
    }

    /** Returns the Java blocks that are tests. */
    List<Block> tests() {
        return blocks("java").stream().filter(Block::isTest).toList();
    }

    /** Returns the kinds of blocks that nobody would try. */
    List<String> unknownKinds() {
        return blocks.stream().map(Block::kind).filter(kind -> !KINDS.contains(kind)).toList();
    }

    /** Tells whether the page's own commands start the server. */
    boolean startsServer() {
        return blocks("console").stream().flatMap(block -> block.lines().stream())
                .anyMatch(line -> line.startsWith("$ java "));
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
