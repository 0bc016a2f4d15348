package dev.swell.runtime.worker.leak;

import static dev.swell.runtime.worker.leak.LeakLogger.LOG;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Says what holds a class loader: one of the usual things, or whatever a heap dump shows. For one thread at a time. */
final class Holders {

    /** A dump stops the JVM meanwhile: unasked, it is done for small heaps only, and not often. */
    private static final long LARGEST_UNASKED_HEAP = 256L << 20;
    private static final String UNKNOWN = "nothing that is known to hold classes";
    private static final long SPARE_HEAP = 32L << 20;
    private static final Duration UNASKED_AGAIN = Duration.ofHours(1);

    private long unaskedFrom = System.nanoTime();

    /**
     * Names them.
     *
     * @param asked whether somebody waits for the answer, and takes a pause of the JVM for it
     * @return for people; empty if nothing holds it but soft references
     */
    Optional<String> of(Watched loader, boolean asked) {
        List<String> known = known(loader);
        if (!known.isEmpty()) {
            return Optional.of(String.join("; ", known));
        }
        if (!asked && !mayDump()) {
            return Optional.of(UNKNOWN + " ('swell reload --prove' finds out more)");
        }
        try (HeapDump dump = HeapDump.make()) {
            return new HeapPaths(dump.file()).to(loader.serial());
        } catch (IOException e) {
            return Optional.of(UNKNOWN + ", and the heap can't be dumped: " + e.getMessage());
        } catch (RuntimeException | Error e) { // the parser's: it doesn't know some dumps of ZGC on JDK 17, for one
            LOG.debug("looking through the heap", e);
            return Optional.of(UNKNOWN + ", and the dump of the heap can't be read");
        }
    }

    /** Tells whether what was said is that nothing was found. */
    static boolean isUnknown(String holder) {
        return holder.startsWith(UNKNOWN);
    }

    /** The class loader itself is on the stack in here, and must not be while the heap is dumped. */
    private static List<String> known(Watched loader) {
        ClassLoader held = loader.get();
        return held == null ? List.of() : KnownHolders.of(held);
    }

    private boolean mayDump() {
        long now = System.nanoTime();
        long used = HeapDump.usedHeap();
        if (now - unaskedFrom < 0 || used > LARGEST_UNASKED_HEAP
                || Runtime.getRuntime().maxMemory() - used < SPARE_HEAP) {
            return false;
        }
        unaskedFrom = now + UNASKED_AGAIN.toNanos();
        return true;
    }
}
