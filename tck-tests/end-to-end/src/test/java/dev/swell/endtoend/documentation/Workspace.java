package dev.swell.endtoend.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import dev.swell.endtoend.documentation.Page.Block;

/** The folder in which a reader of a page works: {@code swell.jar} and the page's files are in it. */
final class Workspace {

    private final Path directory;
    private final Page page;

    private Workspace(Path directory, Page page) {
        this.directory = directory;
        this.page = page;
    }

    static Workspace of(Page page, Path directory, Path swellJar) throws IOException {
        Files.createSymbolicLink(directory.resolve("swell.jar"), swellJar.toAbsolutePath());
        for (Block block : page.blocks("java")) {
            Path file = directory.resolve(block.typeName() + ".java");
            assertThat(file).as("line %d: a second class of that name", block.line()).doesNotExist();
            Files.writeString(file, block.text());
        }
        return new Workspace(directory, page);
    }

    /** Compiles what is not a test into that folder, and puts the page's properties there. */
    void compileApplication(String folder) throws IOException {
        Path classes = compile(page.blocks("java").stream().filter(block -> !block.isTest()).toList(), folder,
                directory.resolve("swell.jar").toString());
        StringBuilder properties = new StringBuilder();
        page.blocks("properties").forEach(block -> properties.append(block.text()));
        Files.writeString(classes.resolve("application.properties"), properties);
    }

    /** Compiles blocks without a warning; returns the folder. */
    Path compile(List<Block> blocks, String folder, String classPath) throws IOException {
        Path classes = Files.createDirectories(directory.resolve(folder));
        List<Path> files = blocks.stream().map(block -> directory.resolve(block.typeName() + ".java")).toList();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = new ArrayList<>(List.of("-d", classes.toString(), "-cp", classPath, "-proc:none",
                    "-Xlint:all,-processing,-path,-classfile", "-Werror", "--release", "17"));
            assertThat(compiler.getTask(complaints, manager, null, options, null,
                    manager.getJavaFileObjectsFromPaths(files)).call())
                    .as("compiles without warnings, but: %s", complaints).isTrue();
        }
        return classes;
    }
}
