package dev.swell.tck.benchmarks.crash;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A disk of a few megabytes, which takes root's rights to mount. */
final class SmallDisk implements AutoCloseable {

    private static final int CHUNK = 4 << 10;

    private final Path path;

    private SmallDisk(Path path) {
        this.path = path;
    }

    static SmallDisk mount(Path path) throws IOException, InterruptedException {
        Files.createDirectories(path);
        Command.run(asRoot("mount", "-t", "tmpfs", "-o", "size=8m,mode=0777", "tmpfs", path.toString()));
        return new SmallDisk(path);
    }

    private static List<String> asRoot(String... command) {
        List<String> whole = new ArrayList<>();
        if (!System.getProperty("user.name").equals("root")) {
            whole.addAll(List.of("sudo", "-n"));
        }
        whole.addAll(List.of(command));
        return whole;
    }

    Path path() {
        return path;
    }

    /** Leaves no room. */
    void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(path.resolve("filling"))) {
            while (true) {
                out.write(new byte[CHUNK]);
            }
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("No space left")) {
                throw e;
            }
        }
    }

    /** Makes room again. */
    void empty() throws IOException {
        Files.delete(path.resolve("filling"));
    }

    @Override
    public void close() throws IOException {
        try {
            Command.run(asRoot("umount", path.toString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
