package dev.swell.runtime.config;

/** Text from outside, made fit for one line of a message. */
public final class Printable {

    private static final int LONGEST = 200;

    private Printable() {}

    /** Returns it without control characters, and not too long. */
    public static String of(String text) {
        StringBuilder line = new StringBuilder();
        text.chars().limit(LONGEST).forEach(c -> {
            if (Character.isISOControl(c)) {
                line.append(String.format("\\u%04x", c));
            } else {
                line.append((char) c);
            }
        });
        return text.length() > LONGEST ? line + "…" : line.toString();
    }
}
