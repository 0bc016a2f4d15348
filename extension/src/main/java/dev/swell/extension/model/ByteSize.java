package dev.swell.extension.model;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads sizes such as {@code 4M}. */
public final class ByteSize {

    private static final Pattern FORM = Pattern.compile("(\\d{1,12})\\s*([KMG])?B?", Pattern.CASE_INSENSITIVE);

    private ByteSize() {}

    /**
     * Returns the size in bytes.
     *
     * @throws IllegalArgumentException if the text is no size, with examples
     */
    public static long parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no size; examples: '512', '16K', '4M', '1G'");
        }
        String unit = matcher.group(2) == null ? "" : matcher.group(2).toUpperCase(Locale.ROOT);
        int shift = switch (unit) {
            case "K" -> 10;
            case "M" -> 20;
            case "G" -> 30;
            default -> 0;
        };
        long number = Long.parseLong(matcher.group(1));
        if (number > Long.MAX_VALUE >> shift) {
            throw new IllegalArgumentException("'" + text + "' is more bytes than can be counted");
        }
        return number << shift;
    }
}
