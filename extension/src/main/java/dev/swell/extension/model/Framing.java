package dev.swell.extension.model;

/**
 * How the bytes of a TCP connection are cut into messages.
 *
 * @param delimiter what ends each; empty if nothing does
 * @param lengthField in how many bytes each says its length, big-endian, before it begins: 1, 2 or 4; 0 if it doesn't
 */
public record Framing(String delimiter, int lengthField) {

    /** Bytes are taken as they come. */
    public static final Framing NONE = new Framing("", 0);

    /** Tells whether a message ends with a delimiter. */
    public boolean isDelimited() {
        return !delimiter.isEmpty();
    }
}
