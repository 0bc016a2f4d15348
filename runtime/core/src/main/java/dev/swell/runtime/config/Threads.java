package dev.swell.runtime.config;

import java.util.Locale;

/** Which threads run application code. */
public enum Threads {
    /** What is best on this JVM. */
    AUTO,
    /** A virtual thread for each request, carried by the I/O thread of its connection; needs Java 24. */
    LOOP,
    /** A virtual thread for each request, on the common scheduler; needs Java 21. */
    VIRTUAL,
    /** A bounded pool of platform threads. */
    POOL;

    private static final int FIRST_WITH_VIRTUAL = 21;
    private static final int FIRST_WITH_LOOP = 24; // below it a monitor holds the carrier while its thread waits

    static final Form<Threads> FORM = new Form<>(
            "'auto', 'pool', on Java 21 or later 'virtual', or on Java 24 or later 'loop'",
            text -> switch (text.toLowerCase(Locale.ROOT)) {
                case "auto" -> AUTO;
                case "pool" -> POOL;
                case "virtual" -> ifThereIs(VIRTUAL, hasVirtual());
                case "loop" -> ifThereIs(LOOP, hasLoop());
                default -> throw new IllegalArgumentException(text);
            });

    private static Threads ifThereIs(Threads way, boolean there) {
        if (!there) {
            throw new UnsupportedOperationException("Java " + Runtime.version().feature());
        }
        return way;
    }

    /** Tells whether this Java has virtual threads. */
    public static boolean hasVirtual() {
        return Runtime.version().feature() >= FIRST_WITH_VIRTUAL;
    }

    /** Tells whether this Java's virtual threads let go of their carrier whenever they wait. */
    public static boolean hasLoop() {
        return Runtime.version().feature() >= FIRST_WITH_LOOP;
    }
}
