package dev.swell.runtime.worker.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * About a megabyte of metaspace that is held back while workers start beside others. If a start fails for want of it,
 * closing what that has opened takes classes that were never needed before.
 */
final class Reserve {

    /** Each takes about 10 kB. */
    private static final int LOADERS = 128;

    private static final AtomicReference<List<Ballast>> BALLAST = new AtomicReference<>(List.of());

    private Reserve() {}

    /** Takes it, if that isn't done already. */
    static void fill() {
        if (BALLAST.get().isEmpty()) {
            byte[] code = code();
            BALLAST.set(Stream.generate(() -> new Ballast(code)).limit(LOADERS).toList());
        }
    }

    /** Gives it up: the JVM collects it when it has no other metaspace left. */
    static void release() {
        BALLAST.set(List.of());
    }

    private static byte[] code() {
        Class<?> any = ClassLoaderRelease.class;
        try (InputStream code = any.getResourceAsStream("/" + ClassFiles.entry(any.getName()))) {
            return code.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Ballast extends ClassLoader {
        Ballast(byte[] code) {
            super(null);
            defineClass(null, code, 0, code.length);
        }
    }
}
