package dev.swell.runtime.worker.launch;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes of what a container throws what people want to read: each problem once, without stack traces. */
final class Reasons {

    private static final Pattern LIST_ITEM = Pattern.compile("(?m)^Exception \\d+ :$");
    private static final Pattern EXCEPTION_NAME = Pattern.compile("^[\\w.$]+(?:Exception|Error): ");
    private static final Pattern MESSAGE_ID = Pattern.compile("^[A-Z]+-?\\d+: .*", Pattern.DOTALL);

    private Reasons() {}

    /** Returns the text of one failure, on one line if it can be. */
    static String of(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getName() : message.strip();
    }

    /** Returns all problems in what a container threw while it started. */
    static List<String> all(Throwable failure, ClassLoader application) {
        Set<String> all = new LinkedHashSet<>();
        String message = of(failure);
        if (LIST_ITEM.matcher(message).find()) {
            LIST_ITEM.splitAsStream(message).skip(1).map(Reasons::withoutTrace).forEach(all::add);
        } else {
            all.add(one(failure, application));
        }
        return new ArrayList<>(all);
    }

    private static String withoutTrace(String item) {
        String text = item.lines().takeWhile(line -> !line.startsWith("\tat "))
                .filter(line -> !line.isBlank()).map(String::stripTrailing)
                .reduce((above, below) -> above + System.lineSeparator() + below).orElse(item).strip();
        return EXCEPTION_NAME.matcher(text).replaceFirst("");
    }

    private static String one(Throwable failure, ClassLoader application) {
        if (MESSAGE_ID.matcher(of(failure)).matches() && failure.getCause() == null) {
            return of(failure);
        }
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        if (of(root).startsWith("SWELL-")) { // it says all there is to say
            return of(root);
        }
        String place = place(root, application).map(at -> ", at " + at).orElse("");
        return LaunchMessages.MESSAGES.failed(text(failure, root), place);
    }

    private static String text(Throwable failure, Throwable root) {
        String cause = MESSAGE_ID.matcher(of(root)).matches() ? of(root) : root.toString();
        return failure != root && MESSAGE_ID.matcher(of(failure)).matches() ? of(failure) + " (" + cause + ")" : cause;
    }

    /** The first line of the application's own code. */
    private static Optional<StackTraceElement> place(Throwable failure, ClassLoader application) {
        return Stream.of(failure.getStackTrace())
                .filter(frame -> application.getName() != null
                        && application.getName().equals(frame.getClassLoaderName()))
                .findFirst();
    }
}
