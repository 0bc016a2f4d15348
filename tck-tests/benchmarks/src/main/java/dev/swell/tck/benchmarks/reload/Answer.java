package dev.swell.tck.benchmarks.reload;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An HTTP response. */
record Answer(int status, String head, String body) {

    private static final String END = "\r\n";
    private static final int NOT_WHOLE = -1;
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)\r\n");
    private static final Pattern CHUNKED = Pattern.compile("(?i)\r\ntransfer-encoding: chunked\r\n");
    private static final Pattern COOKIE = Pattern.compile("(?i)\r\nset-cookie: ([^;\r]+)");

    /** Takes a response from the bytes, or returns null and takes nothing if it isn't whole. */
    static Answer take(ByteBuffer bytes) {
        String text = StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString();
        int end = text.indexOf(END + END);
        if (end < 0) {
            return null;
        }
        String head = text.substring(0, end + END.length());
        StringBuilder body = new StringBuilder();
        int taken = takeBody(head, text, end + 2 * END.length(), body);
        if (taken == NOT_WHOLE) {
            return null;
        }
        bytes.position(bytes.position() + taken);
        return new Answer(Integer.parseInt(head.substring(9, 12)), head, body.toString());
    }

    private static int takeBody(String head, String text, int begin, StringBuilder body) {
        if (CHUNKED.matcher(head).find()) {
            return takeChunks(text, begin, body);
        }
        Matcher length = LENGTH.matcher(head);
        int end = begin + (length.find() ? Integer.parseInt(length.group(1)) : 0);
        if (end > text.length()) {
            return NOT_WHOLE;
        }
        body.append(text, begin, end);
        return end;
    }

    private static int takeChunks(String text, int begin, StringBuilder body) {
        int next = begin;
        while (true) {
            int lineEnd = text.indexOf(END, next);
            if (lineEnd < 0) {
                return NOT_WHOLE;
            }
            int size = Integer.parseInt(text.substring(next, lineEnd), 16);
            int chunk = lineEnd + END.length();
            next = chunk + size + END.length();
            if (next > text.length()) {
                return NOT_WHOLE;
            }
            if (size == 0) {
                return next;
            }
            body.append(text, chunk, chunk + size);
        }
    }

    /** Returns the cookie that the client is given, as it is to be sent back, or null. */
    String cookie() {
        Matcher cookie = COOKIE.matcher(head);
        return cookie.find() ? cookie.group(1) : null;
    }
}
