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

    static final Form<Threads> FORM = Forms.choice(Threads.class, threads -> threads.name().toLowerCase(Locale.ROOT));
}
