package dev.swell.runtime.async.journal;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What one record says: that a task stands like this from now on, or that it is gone. The last record of a task holds.
 *
 * <p>
 * On disk: {@link #MARK}, the length of the body, the checksum of length and body, the body; big-endian. The mark has bytes
 * that no UTF-8 text has, so that after damage the next record is found and none that is hidden in a payload.
 *
 * @param id the task's id
 * @param order the task's place among all; kept as long as the task
 * @param task how it stands; null when it is gone
 */
record JournalRecord(String id, long order, StoredTask task) {

    static final int MARK = 0xF5_53_57_FF;
    static final int HEAD = 3 * Integer.BYTES;

    private static final byte STANDS = 1;
    private static final byte GONE = 2;
    /** Room for what isn't text or payload, in every record. */
    private static final int FIXED = 80;

    static JournalRecord stands(StoredTask task, long order) {
        return new JournalRecord(task.id(), order, task);
    }

    static JournalRecord gone(String id) {
        return new JournalRecord(id, 0, null);
    }

    /** Returns the bytes on disk. */
    byte[] encoded() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(FIXED + (task == null ? 0 : task.payload().length));
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(new byte[HEAD]);
            writeBody(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory only
        }
        byte[] record = bytes.toByteArray();
        ByteBuffer head = ByteBuffer.wrap(record);
        head.putInt(MARK).putInt(record.length - HEAD)
                .putInt(checksum(ByteBuffer.wrap(record), 0, record.length - HEAD));
        return record;
    }

    private void writeBody(DataOutputStream out) throws IOException {
        out.writeByte(task == null ? GONE : STANDS);
        writeBytes(out, id);
        if (task == null) {
            return;
        }
        writeBytes(out, task.type());
        out.writeLong(order);
        out.writeBoolean(task.event());
        out.writeBoolean(task.dead());
        out.writeInt(task.tries());
        out.writeInt(task.maxTries());
        out.writeLong(task.retryDelayMillis());
        out.writeDouble(task.multiplier());
        out.writeLong(task.dueMillis());
        writeBytes(out, task.step());
        writeBytes(out, task.failure());
        writeBytes(out, task.payload());
    }

    private static void writeBytes(DataOutputStream out, String text) throws IOException {
        writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** Returns how long the record is that begins at a position; 0 if none does, or not a whole one. */
    static int lengthAt(ByteBuffer file, int position) {
        if (file.limit() - position < HEAD || file.getInt(position) != MARK) {
            return 0;
        }
        int body = file.getInt(position + Integer.BYTES);
        if (body < 0 || body > file.limit() - position - HEAD) {
            return 0;
        }
        return file.getInt(position + 2 * Integer.BYTES) == checksum(file, position, body) ? HEAD + body : 0;
    }

    /** Tells whether damaged bytes are as long as their own head says. */
    static boolean isWhole(ByteBuffer damaged) {
        return damaged.limit() >= HEAD && damaged.getInt(0) == MARK
                && damaged.getInt(Integer.BYTES) == damaged.limit() - HEAD;
    }

    private static int checksum(ByteBuffer file, int position, int body) {
        CRC32C checksum = new CRC32C();
        checksum.update(file.slice(position + Integer.BYTES, Integer.BYTES));
        checksum.update(file.slice(position + HEAD, body));
        return (int) checksum.getValue();
    }

    /** Reads the body of one; empty if it can't be read, which a right checksum doesn't exclude. */
    static Optional<JournalRecord> read(ByteBuffer body) {
        try {
            byte kind = body.get();
            String id = text(body);
            return switch (kind) {
                case GONE -> Optional.of(gone(id));
                case STANDS -> Optional.of(task(id, body));
                default -> Optional.empty();
            };
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static JournalRecord task(String id, ByteBuffer body) {
        String type = text(body);
        long order = body.getLong();
        boolean event = body.get() != 0;
        boolean dead = body.get() != 0;
        int tries = body.getInt();
        int maxTries = body.getInt();
        long retryDelayMillis = body.getLong();
        double multiplier = body.getDouble();
        long dueMillis = body.getLong();
        String step = text(body);
        String failure = text(body);
        byte[] payload = bytes(body);
        return stands(new StoredTask(id, event, type, payload, tries, maxTries, retryDelayMillis, multiplier, dueMillis,
                step, dead, failure), order);
    }

    private static String text(ByteBuffer body) {
        return new String(bytes(body), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(ByteBuffer body) {
        int length = body.getInt();
        if (length < 0 || length > body.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        body.get(bytes);
        return bytes;
    }

    /** Says for people what damaged bytes seem to have been. */
    static String guess(ByteBuffer damaged) {
        try {
            ByteBuffer body = damaged.slice(HEAD, damaged.limit() - HEAD);
            byte kind = body.get();
            String id = printable(text(body));
            return switch (kind) {
                case STANDS -> "perhaps task '" + id + "' of '" + printable(text(body)) + "', or how far that had got";
                case GONE -> "perhaps the end of task '" + id + "', which may run again then";
                default -> "nothing that can be told";
            };
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            return "nothing that can be told";
        }
    }

    private static String printable(String text) {
        String kept = text.length() > FIXED ? text.substring(0, FIXED) : text;
        return kept.replaceAll("[^\\p{Graph} ]", "?");
    }
}
