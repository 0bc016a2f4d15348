package dev.swell.runtime.worker.launch;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes of what application code or its container throws what people want to read: each problem once, without stack traces. */
public final class Reasons {

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
        Throwable root = root(failure);
        return of(root).startsWith("SWELL-") ? of(root) // it says all there is to say
                : LaunchMessages.MESSAGES.failed(withPlace(failure, application));
    }

    /**
     * Returns the text of a failure and of its first cause, on one line if it can be, and the line of the application's code
     * that it comes from.
     *
     * @param application the application's class loader
     */
    public static String withPlace(Throwable failure, ClassLoader application) {
        Throwable root = root(failure);
        return text(failure, root) + place(root, application).map(at -> ", at " + at).orElse("");
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }

    private static String text(Throwable failure, Throwable root) {
        String cause = typed(root);
        String message = failure.getMessage();
        if (failure == root || message == null || message.equals(root.toString())) {
            return cause;
        }
        return message.contains(of(root)) ? typed(failure) : typed(failure) + " (" + cause + ")";
    }

    /** Where a message has an id, its type says nothing more. */
    private static String typed(Throwable failure) {
        return MESSAGE_ID.matcher(of(failure)).matches() ? of(failure) : failure.toString();
    }

    /** The first line of the application's own code, without the class loader's name that frames have by themselves. */
    private static Optional<StackTraceElement> place(Throwable failure, ClassLoader application) {
        return Stream.of(failure.getStackTrace())
                .filter(frame -> application.getName() != null
                        && application.getName().equals(frame.getClassLoaderName()))
                .findFirst().map(frame -> new StackTraceElement(frame.getClassName(), frame.getMethodName(),
                        frame.getFileName(), frame.getLineNumber()));
    }
}
