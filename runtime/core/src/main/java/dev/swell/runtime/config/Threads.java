package dev.swell.runtime.config;

import java.util.Locale;

/** Which threads run application code. */
public enum Threads {
    /** What is best on this JVM. */
    AUTO,
    /** A virtual thread for each request; needs Java 21. */
    VIRTUAL,
    /** A bounded pool of platform threads. */
    POOL;

    private static final int FIRST_WITH_VIRTUAL = 21;

    static final Form<Threads> FORM = new Form<>("'auto', 'pool', or, on Java 21 or later, 'virtual'",
            text -> switch (text.toLowerCase(Locale.ROOT)) {
                case "auto" -> AUTO;
                case "pool" -> POOL;
                case "virtual" -> onJavaWithVirtual();
                default -> throw new IllegalArgumentException(text);
            });

    private static Threads onJavaWithVirtual() {
        if (Runtime.version().feature() < FIRST_WITH_VIRTUAL) {
            throw new UnsupportedOperationException("Java " + Runtime.version().feature());
        }
        return VIRTUAL;
    }
}
