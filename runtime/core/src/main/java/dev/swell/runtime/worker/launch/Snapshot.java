package dev.swell.runtime.worker.launch;

import static dev.swell.runtime.worker.launch.LaunchMessages.MESSAGES;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The application's files, copied: replacing a file doesn't disturb the worker that runs from here. */
final class Snapshot {

    static final String BEANS_XML = "META-INF/beans.xml";

    private final CopyFolder folder;
    private final KnownJars jars;
    private final List<ArchiveCopy> archives = new ArrayList<>();

    private Snapshot(CopyFolder folder, KnownJars jars) {
        this.folder = folder;
        this.jars = jars;
    }

    /**
     * Copies an application.
     *
     * @param own where Swell and its libraries are
     * @param jars those that need not be read again
     * @throws StartFailure naming all that is wrong with the files
     */
    static Snapshot take(int workerId, Application application, Set<Path> own, KnownJars jars) {
        List<String> problems = new ArrayList<>();
        List<Archive> found = application.find(own, problems);
        Snapshot snapshot = new Snapshot(newFolder(workerId), jars);
        try {
            for (Archive archive : found) {
                snapshot.add(archive, problems);
            }
            if (problems.isEmpty()) {
                problems.addAll(application.withoutClasses(snapshot.archives));
            }
            if (!problems.isEmpty()) {
                throw new StartFailure(problems);
            }
            jars.forgetOthers();
            return snapshot;
        } catch (RuntimeException | Error e) {
            snapshot.delete();
            throw e;
        }
    }

    private static CopyFolder newFolder(int workerId) {
        try {
            return CopyFolder.make(workerId);
        } catch (IOException e) {
            throw new StartFailure(
                    List.of(MESSAGES.notCopied(Path.of(System.getProperty("java.io.tmpdir")), e.toString())));
        }
    }

    private void add(Archive archive, List<String> problems) {
        Path copy = folder.path().resolve(archives.size() + "-" + archive.path().getFileName());
        try {
            copy(archive.path(), copy);
        } catch (IOException e) {
            problems.add(Files.isReadable(archive.path()) ? MESSAGES.notCopied(copy, e.toString())
                    : MESSAGES.unreadable(archive.path(), e.toString()));
            return;
        }
        try {
            archives.add(ArchiveCopy.of(archive, copy, jars.read(archive, copy)));
        } catch (IOException e) {
            problems.add(MESSAGES.damaged(archive.path(), e.getMessage()));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(from, FileVisitOption.FOLLOW_LINKS)) {
            files = walk.toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path file : files) {
            Path target = to.resolve(from.relativize(file).toString());
            if (Files.isDirectory(file)) {
                Files.createDirectories(target);
            } else if (Files.isRegularFile(file)) { // else reading it may never end
                Files.copy(file, target);
            }
        }
    }

    List<ArchiveCopy> archives() {
        return archives;
    }

    void delete() {
        folder.close();
    }
}
