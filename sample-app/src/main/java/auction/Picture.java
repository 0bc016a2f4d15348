package auction;

import java.util.Arrays;

/**
 * A picture that somebody has sent.
 *
 * @param type its media type, as its bytes say
 * @param bytes the file
 */
record Picture(String type, byte[] bytes) {

    static final int MOST_BYTES = 1024 * 1024;

    /**
     * Takes a file for what it is, whatever its name or sender says.
     *
     * @throws Refusal if it is no picture, or too large
     */
    static Picture of(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw Refusal.invalid("The picture is larger than 1 MB");
        }
        if (startsWith(bytes, 0, 0x89, 'P', 'N', 'G')) {
            return new Picture("image/png", bytes);
        }
        if (startsWith(bytes, 0, 0xFF, 0xD8, 0xFF)) {
            return new Picture("image/jpeg", bytes);
        }
        if (startsWith(bytes, 0, 'R', 'I', 'F', 'F') && startsWith(bytes, 8, 'W', 'E', 'B', 'P')) {
            return new Picture("image/webp", bytes);
        }
        throw Refusal.invalid("The picture must be a PNG, JPEG or WebP file");
    }

    private static boolean startsWith(byte[] bytes, int offset, int... expected) {
        if (bytes.length < offset + expected.length) {
            return false;
        }
        byte[] found = Arrays.copyOfRange(bytes, offset, offset + expected.length);
        for (int i = 0; i < expected.length; i++) {
            if (Byte.toUnsignedInt(found[i]) != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
