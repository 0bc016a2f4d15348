package dev.swell.runtime.worker.leak;

import static dev.swell.runtime.worker.leak.LeakLogger.LOG;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.sun.management.HotSpotDiagnosticMXBean;

/** A dump of the heap, in a directory that no other user can read and that goes when it is closed. */
final class HeapDump implements AutoCloseable {

    private static final String PREFIX = "swell-heap-";
    private static final long SPARE = 64L << 20;

    private final Path folder;

    private HeapDump(Path folder) {
        this.folder = folder;
    }

    /**
     * Dumps all that is reachable.
     *
     * @throws IOException if it can't be written, or would fill the disk
     */
    static HeapDump make() throws IOException {
        HotSpotDiagnosticMXBean jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        if (jvm == null) {
            throw new IOException("this JVM can't dump its heap");
        }
        Path folder = Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-");
        HeapDump dump = new HeapDump(folder);
        try {
            dump.checkSpace();
            jvm.dumpHeap(dump.file().toString(), true);
            return dump;
        } catch (IOException | RuntimeException | Error e) {
            dump.close();
            throw e;
        }
    }

    /** The dump takes as much as the heap, and what parses it about half of that again for an index beside it. */
    private void checkSpace() throws IOException {
        long needed = usedHeap() * 3 + SPARE;
        long usable = Files.getFileStore(folder).getUsableSpace();
        if (usable < needed) {
            throw new IOException("%s has %d MB left, and %d MB would be needed".formatted(folder.getParent(),
                    usable >> 20, needed >> 20));
        }
    }

    static long usedHeap() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    Path file() {
        return folder.resolve("heap.hprof");
    }

    /** Deletes what processes have left that were killed meanwhile. */
    static void deleteOld() {
        try (Stream<Path> folders = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            folders.filter(HeapDump::isOld).forEach(HeapDump::delete);
        } catch (IOException | RuntimeException e) {
            LOG.debug("looking for old heap dumps", e);
        }
    }

    private static boolean isOld(Path folder) {
        String name = folder.getFileName().toString();
        if (!name.startsWith(PREFIX)) {
            return false;
        }
        long pid = Long.parseLong(name.substring(PREFIX.length()).split("-")[0]);
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        return process.isEmpty() || process.get().equals(ProcessHandle.current()) // in containers the number is the same
                && folder.toFile().lastModified() < ManagementFactory.getRuntimeMXBean().getStartTime();
    }

    @Override
    public void close() {
        delete(folder);
    }

    private static void delete(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> files = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path file : files) {
                Files.delete(file);
            }
        } catch (IOException | RuntimeException e) {
            LOG.debugf(e, "deleting %s", folder);
        }
    }
}
