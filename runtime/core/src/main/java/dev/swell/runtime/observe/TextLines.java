package dev.swell.runtime.observe;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * Lines for people. Whatever a client may have brought into a message can't look like a line of its own: control characters
 * are escaped, and the lines of a stack trace are indented.
 */
final class TextLines extends Formatter {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS")
            .withZone(ZoneId.systemDefault());

    @Override
    public String format(LogRecord line) {
        StringBuilder text = new StringBuilder();
        text.append(TIME.format(line.getInstant())).append(' ');
        text.append(String.format("%-5s", LogLines.level(line))).append(" [");
        escape(shortened(LogLines.category(line)), text);
        text.append("] ");
        escape(formatMessage(line), text);
        text.append('\n');
        if (line.getThrown() != null) {
            StackTrace.of(line.getThrown()).lines().forEach(traced -> {
                text.append("    ");
                escape(traced, text);
                text.append('\n');
            });
        }
        return text.toString();
    }

    /** Returns {@code o.a.Catalog} for {@code org.acme.Catalog}. */
    private static String shortened(String category) {
        int last = category.lastIndexOf('.');
        StringBuilder text = new StringBuilder();
        for (String part : category.substring(0, Math.max(0, last)).split("\\.")) {
            if (!part.isEmpty()) {
                text.append(part.charAt(0)).append('.');
            }
        }
        return text + category.substring(last + 1);
    }

    private static void escape(String message, StringBuilder text) {
        for (int i = 0; i < message.length(); i++) {
            char c = message.charAt(i);
            if (c == '\n') {
                text.append("\\n");
            } else if (c == '\t') {
                text.append('\t');
            } else if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029) {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
    }
}
