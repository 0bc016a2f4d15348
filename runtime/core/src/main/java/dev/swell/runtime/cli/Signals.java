package dev.swell.runtime.cli;

import static dev.swell.runtime.cli.CliLogger.LOG;

import java.lang.reflect.Proxy;

/**
 * Catches signals. For those that end the process a shutdown hook would not do: the JVM then ends with 143 whatever the hook does, and closes
 * the log at the same time. The JDK's only way is a class outside of its API, so it is reached by reflection, and where it
 * is missing the JVM's own handling stays.
 */
final class Signals {

    private Signals() {}

    /** Has the action run, on a thread of its own, at each of these signals. */
    static void onTermination(Runnable action) {
        on("TERM", action);
        on("INT", action);
    }

    /** Has the action run, on a thread of its own, at each signal of that name, such as {@code HUP}. */
    static void on(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object run = Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[]{handler},
                    (proxy, method, arguments) -> {
                        action.run();
                        return null;
                    });
            signal.getMethod("handle", signal, handler).invoke(null,
                    signal.getConstructor(String.class).newInstance(name), run);
        } catch (ReflectiveOperationException e) {
            LOG.signalNotCaught(name, String.valueOf(e.getCause() == null ? e : e.getCause()));
        }
    }
}
