package dev.swell.runtime.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * What a PID file says: the PID on the first line, the start of that process on the second.
 *
 * @param started as the process itself sees it
 */
record PidFile(long pid, Instant started) {

    private static final long MAX_BYTES = 1024;

    static PidFile ofThisProcess() {
        ProcessHandle self = ProcessHandle.current();
        return new PidFile(self.pid(), self.info().startInstant().orElse(Instant.EPOCH));
    }

    /** Reads it; empty if there is none, or something else is in it. */
    static Optional<PidFile> read(Path file) throws IOException {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
                return Optional.empty();
            }
            List<String> lines = new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1)
                    .lines().toList();
            return lines.size() == 2
                    ? Optional.of(new PidFile(Long.parseLong(lines.get(0)), Instant.parse(lines.get(1))))
                    : Optional.empty();
        } catch (NoSuchFileException | NumberFormatException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Writes it, so that nobody reads half of it. */
    void write(Path file) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + "." + pid);
        try {
            Files.writeString(draft, pid + "\n" + started + "\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Deletes it, unless another process has written its own. */
    void delete(Path file) throws IOException {
        if (read(file).filter(this::equals).isPresent()) {
            Files.delete(file);
        }
    }
}
