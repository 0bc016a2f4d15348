package auction;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The sale in a folder of files: what was offered, bid and closed, line by line, the pictures and the invoices. Beans are new
 * after each reload and each start; this is what the next ones go on with. While a reload is under way the old code and the
 * new both write here, so a line counts where it stands, whoever has written it. Its callers see to it that one thread at a
 * time reads.
 */
@ApplicationScoped
class Ledger {

    private static final Logger LOG = System.getLogger(Ledger.class.getName());

    /** A line; one of its parts is there. */
    record Entry(Offer offer, Bid bid, Closed closed) {

        static Entry of(Offer offer) {
            return new Entry(offer, null, null);
        }

        static Entry of(Bid bid) {
            return new Entry(null, bid, null);
        }

        static Entry of(Closed closed) {
            return new Entry(null, null, closed);
        }
    }

    /**
     * A lot is offered, or stays open for longer.
     *
     * @param closesMillis when it closes, in milliseconds since 1970
     * @param task the id of the task that will close it
     */
    record Offer(Lot lot, long closesMillis, String task) {}

    @Inject
    @ConfigProperty(name = "auction.folder")
    String folder;
    @Inject
    Json json;

    private long position;

    @PostConstruct
    void open() {
        try {
            Files.createDirectories(invoices());
            Files.write(lines(), new byte[0], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets the sale, but not the invoices. */
    void clear() {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        position = 0;
        open();
    }

    private Path lines() {
        return Path.of(folder, "ledger");
    }

    private Path invoices() {
        return Path.of(folder, "invoices");
    }

    private Path invoice(Closed closed) {
        return invoices().resolve(closed.atMillis() + "-" + closed.lot().id());
    }

    private Path pictureFile(int lot) {
        return Path.of(folder, "picture-" + lot);
    }

    /** Writes a line down; even a loss of power leaves it there, as it leaves the journal that says which tasks are done. */
    void write(Entry entry) {
        try {
            Files.writeString(lines(), json.text(entry) + "\n", StandardOpenOption.APPEND,
                    StandardOpenOption.DSYNC); // in one piece
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
            return text.substring(0, end).lines().flatMap(this::entry).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stream<Entry> entry(String line) {
        try {
            return Stream.of(json.read(line, Entry.class));
        } catch (UncheckedIOException e) {
            // a full disk has cut it off, or another version wrote it
            LOG.log(Level.WARNING, "A line of the ledger can''t be read and is skipped: {0}", e.getMessage());
            return Stream.empty();
        }
    }

    void keepInvoice(Closed closed, String text) throws IOException {
        Files.writeString(invoice(closed), text);
    }

    boolean hasInvoice(Closed closed) {
        return Files.exists(invoice(closed));
    }

    void keep(int lot, Picture picture) throws IOException {
        Files.write(pictureFile(lot), picture.bytes());
    }

    Optional<Picture> picture(int lot) throws IOException {
        Path file = pictureFile(lot);
        return Files.exists(file) ? Optional.of(Picture.of(Files.readAllBytes(file))) : Optional.empty();
    }
}
