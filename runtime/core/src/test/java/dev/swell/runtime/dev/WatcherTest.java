package dev.swell.runtime.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.swell.runtime.watch.FileEvents;

class WatcherTest {

    /** What holds with events and without. */
    abstract static class Changes {

        @TempDir
        Path folder;
        Path watched;

        @BeforeEach
        void makeFolder() throws IOException {
            watched = Files.createDirectory(folder.toRealPath().resolve("classes"));
        }

        abstract FileEvents events();

        Watcher watcher(Path... roots) {
            return watcher(List.of(), List.of(), roots);
        }

        Watcher watcher(List<String> ignore, List<String> extensions, Path... roots) {
            return new Watcher(new WatchedFiles(List.of(roots), new Relevance(ignore, extensions)), events());
        }

        @Test
        void findsWhatWasWrittenMadeAndDeleted() throws Exception {
            Path written = Files.writeString(watched.resolve("written"), "old");
            Path deleted = Files.writeString(watched.resolve("deleted"), "old");
            Files.writeString(watched.resolve("same"), "old");
            try (Watcher watcher = watcher(watched)) {
                Files.writeString(written, "newer");
                Files.delete(deleted);
                Path made = Files.writeString(watched.resolve("made"), "new");

                assertThat(all(watcher, 3)).containsExactlyInAnyOrder(written, deleted, made);
            }
        }

        @Test
        void findsFilesInNewDirectoriesAndInDirectoriesThatWereMadeAnew() throws Exception {
            try (Watcher watcher = watcher(watched)) {
                Path made = Files.createDirectories(watched.resolve("a/b")).resolve("c");
                Files.writeString(made, "new");
                assertThat(next(watcher)).containsExactly(made);

                Files.delete(made);
                Files.delete(made.getParent());
                assertThat(next(watcher)).containsExactly(made);

                Files.createDirectory(made.getParent());
                Files.writeString(made, "again");
                assertThat(next(watcher)).containsExactly(made);

                Files.writeString(made, "once more");
                assertThat(next(watcher)).containsExactly(made);
            }
        }

        @Test
        void findsWhatIsSavedByRenamingAnotherFileOverIt() throws Exception {
            Path file = Files.writeString(watched.resolve("Shop.java"), "old");
            try (Watcher watcher = watcher(watched)) {
                Path other = Files.writeString(watched.resolve("Shop.java~"), "new");
                Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
                Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);

                assertThat(next(watcher)).containsExactly(file);
            }
        }

        @Test
        void findsASingleFileAndOneThatComesLater() throws Exception {
            Path jar = folder.toRealPath().resolve("shop.jar");
            Path library = folder.toRealPath().resolve("lib/tax.jar");
            try (Watcher watcher = watcher(jar, library.getParent())) {
                writeJar(jar, 10);
                assertThat(next(watcher)).containsExactly(jar);

                Files.createDirectory(library.getParent());
                writeJar(library, 10);
                assertThat(next(watcher)).containsExactly(library);
            }
        }

        @Test
        void noticesThatALinkLeadsElsewhere() throws Exception {
            Path one = Files.writeString(Files.createDirectory(watched.resolve("one")).resolve("file"), "1");
            Files.copy(one, Files.createDirectory(watched.resolve("two")).resolve("file"));
            Path current = Files.createSymbolicLink(folder.toRealPath().resolve("current"), one.getParent());
            try (Watcher watcher = watcher(current)) {
                Path next = Files.createSymbolicLink(folder.toRealPath().resolve("next"), watched.resolve("two"));
                Files.move(next, current, StandardCopyOption.REPLACE_EXISTING);

                assertThat(next(watcher)).containsExactly(current.resolve("file"));
            }
        }

        @Test
        void passesOverWhatDoesNotCount() throws Exception {
            Files.createDirectories(watched.resolve("generated/deep"));
            Files.createDirectories(watched.resolve(".git"));
            try (Watcher watcher = watcher(List.of("*.log", "generated/**"), List.of("class", "blade.php"), watched)) {
                for (String name : List.of(".git/index.class", ".hidden.class", "Shop.class~", "4913", "a.log",
                        "generated/deep/Shop.class", "notes.txt", "class")) {
                    Files.writeString(watched.resolve(name), "new");
                }
                Path view = Files.writeString(watched.resolve("x.blade.php"), "new");

                assertThat(next(watcher)).containsExactly(view);
            }
        }

        @Test
        void passesOverWhatWasWrittenHere() throws Exception {
            Path deleted = Files.writeString(watched.resolve("deleted"), "old");
            try (Watcher watcher = watcher(watched)) {
                Path own = Files.writeString(watched.resolve("own"), "new");
                Files.delete(deleted);
                watcher.ignore(List.of(own, deleted, folder.resolve("elsewhere")));
                Path others = Files.writeString(watched.resolve("others"), "new");

                assertThat(next(watcher)).containsExactly(others);
            }
        }

        @Test
        void takesABurstForOneChange() throws Exception {
            try (Watcher watcher = watcher(watched)) {
                CompletableFuture<Set<Path>> changes = ask(watcher);
                for (int i = 0; i < 300; i++) {
                    Files.writeString(watched.resolve("file" + i), "new");
                }

                assertThat(changes.get(20, TimeUnit.SECONDS)).hasSize(300);
            }
        }

        @Test
        void waitsForTheRestOfAJar() throws Exception {
            Path jar = watched.resolve("shop.jar");
            byte[] bytes = writeJar(jar, 100);
            try (Watcher watcher = watcher(watched)) {
                Files.write(jar, Arrays.copyOf(bytes, bytes.length / 2));
                CompletableFuture<Set<Path>> changes = ask(watcher);
                assertThatThrownBy(() -> changes.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
                Files.write(jar, writeJar(folder.resolve("other.jar"), 101));

                assertThat(changes.get(20, TimeUnit.SECONDS)).containsExactly(jar);
            }
        }

        @Test
        void doesNotWaitForEverForTheRestOfAJar() throws Exception {
            Path jar = Files.writeString(watched.resolve("shop.jar"), "");
            try (Watcher watcher = watcher(watched)) {
                Files.writeString(jar, "no jar at all");

                assertThat(next(watcher)).containsExactly(jar);
            }
        }

        /** Until that many were found: a test that the machine interrupts has more than one burst. */
        private Set<Path> all(Watcher watcher, int count) throws Exception {
            Set<Path> found = next(watcher);
            while (found.size() < count) {
                found.addAll(next(watcher));
            }
            return found;
        }

        private Set<Path> next(Watcher watcher) throws Exception {
            return ask(watcher).get(20, TimeUnit.SECONDS);
        }

        private CompletableFuture<Set<Path>> ask(Watcher watcher) {
            return CompletableFuture.supplyAsync(() -> {
                try {
                    return watcher.next();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }

    @Nested
    class WithEvents extends Changes {
        @Override
        FileEvents events() {
            return FileEvents.open(reason -> {});
        }
    }

    @Nested
    class WithoutEvents extends Changes {
        @Override
        FileEvents events() {
            return FileEvents.none();
        }
    }

    private static byte[] writeJar(Path jar, int entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int entry : IntStream.range(0, entries).toArray()) {
                zip.putNextEntry(new ZipEntry("entry" + entry));
            }
        }
        Files.write(jar, bytes.toByteArray());
        return bytes.toByteArray();
    }
}
