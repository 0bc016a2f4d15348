package auction;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import dev.swell.Server;
import dev.swell.lifecycle.ServerStart;
import dev.swell.lifecycle.ServerStop;

/**
 * The sale in a folder of files: what was offered and bid, line by line, and the pictures. Beans are new after each reload;
 * this is what the next ones go on with. While a reload is under way the old code and the new both write here, so a line
 * counts where it stands, whoever has written it. Its callers see to it that one thread at a time reads.
 */
@ApplicationScoped
class Ledger {

    /**
     * A line: a lot that is offered, or stays open for longer; or a bid.
     *
     * @param lot the lot, or null
     * @param closesMillis when the lot closes, in milliseconds since 1970
     * @param bid the bid, or null
     */
    record Entry(Lot lot, long closesMillis, Bid bid) {}

    @Inject
    Server server;
    @Inject
    Json json;

    private long position;

    void open(@Observes ServerStart start) throws IOException {
        Files.createDirectory(folder());
        Files.createFile(lines());
    }

    void close(@Observes ServerStop stop) throws IOException {
        try (Stream<Path> files = Files.walk(folder())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** One for each server, the same for all of its workers. */
    private Path folder() {
        Instant start = server.stats().startTime();
        return Path.of(System.getProperty("java.io.tmpdir"),
                "auction-" + ProcessHandle.current().pid() + "-" + start.getEpochSecond() + "-" + start.getNano());
    }

    private Path lines() {
        return folder().resolve("ledger");
    }

    private Path pictureFile(int lot) {
        return folder().resolve("picture-" + lot);
    }

    /** Writes a line down. */
    void write(Entry entry) {
        try {
            Files.writeString(lines(), json.text(entry) + "\n", StandardOpenOption.APPEND); // in one piece
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the lines that were not read before. */
    List<Entry> news() {
        try (RandomAccessFile file = new RandomAccessFile(lines().toFile(), "r")) {
            byte[] bytes = new byte[(int) (file.length() - position)];
            file.seek(position);
            file.readFully(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8);
            int end = text.lastIndexOf('\n') + 1;
            position += text.substring(0, end).getBytes(StandardCharsets.UTF_8).length;
            return text.substring(0, end).lines().map(line -> json.read(line, Entry.class)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void keep(int lot, Picture picture) throws IOException {
        Files.write(pictureFile(lot), picture.bytes());
    }

    Optional<Picture> picture(int lot) throws IOException {
        Path file = pictureFile(lot);
        return Files.exists(file) ? Optional.of(Picture.of(Files.readAllBytes(file))) : Optional.empty();
    }
}
