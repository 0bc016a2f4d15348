package dev.swell.runtime.worker.leak;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/**
 * A class loader that nobody holds. It goes with the first collection that lets class loaders go at all, so it tells of one,
 * whatever the collector is: those of the young generation alone keep everything that has classes.
 */
final class Canary extends WeakReference<ClassLoader> {

    private static final byte[] CODE = code();

    private final long hatched;

    Canary(ReferenceQueue<ClassLoader> gone) {
        this(System.nanoTime(), gone);
    }

    private Canary(long hatched, ReferenceQueue<ClassLoader> gone) {
        super(new Cage(), gone);
        this.hatched = hatched;
    }

    /** Returns the time before which the collection didn't begin that it tells of, as {@link System#nanoTime} does. */
    long hatched() {
        return hatched;
    }

    private static byte[] code() {
        try (InputStream code = Canary.class.getResourceAsStream("Canary$Feather.class")) {
            return code.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Cage extends ClassLoader {
        Cage() {
            super(null);
            defineClass(null, CODE, 0, CODE.length);
        }
    }

    /** The class in it. */
    private static final class Feather {}
}
