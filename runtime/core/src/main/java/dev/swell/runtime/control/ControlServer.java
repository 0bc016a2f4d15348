package dev.swell.runtime.control;

import static dev.swell.runtime.control.ControlLogger.LOG;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The control socket of a server. Whoever may write to its file, which has mode 0600 from its first moment, may ask. Each
 * request has a thread, of a bounded number, and bounded time to arrive and to take its answer.
 */
final class ControlServer implements AutoCloseable {

    private static final int MOST_REQUESTS = 32;
    private static final int IDLE_SECONDS = 10;
    private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();

    private final ServerSocketChannel channel;
    private final Path file;
    private final Object fileKey;
    private final Map<String, RequestHandler> handlers;
    private final ExecutorService threads = new ThreadPoolExecutor(0, MOST_REQUESTS, IDLE_SECONDS, TimeUnit.SECONDS,
            new SynchronousQueue<>(), task -> ControlThreads.daemon(task, "swell-control"));

    private ControlServer(ServerSocketChannel channel, Path file, Map<String, RequestHandler> handlers)
            throws IOException {
        this.channel = channel;
        this.file = file;
        this.handlers = Map.copyOf(handlers);
        this.fileKey = key(file);
    }

    /**
     * Opens the socket, in place of one that is there.
     *
     * @param handlers by the names of requests
     */
    static ControlServer open(StateDirectory directory, Map<String, RequestHandler> handlers) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            bind(channel, directory);
            ControlServer server = new ControlServer(channel, directory.socket(), handlers);
            ControlThreads.daemon(server::accept, "swell-control-accept").start();
            return server;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** A socket is made with the rights that the umask leaves: so make it where nobody else may look, and move it. */
    private static void bind(ServerSocketChannel channel, StateDirectory directory) throws IOException {
        StateDirectory.address(directory.socket()); // or fail
        Path hidden = directory.path().resolve("s" + Long.toString(ProcessHandle.current().pid(), Character.MAX_RADIX));
        Path draft = hidden.resolve("s");
        Files.deleteIfExists(draft);
        Files.deleteIfExists(hidden);
        Files.createDirectory(hidden,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try {
            channel.bind(StateDirectory.address(draft));
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
            Files.move(draft, directory.socket(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
            Files.delete(hidden);
        }
    }

    private static Object key(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    private void accept() {
        while (channel.isOpen()) {
            try {
                take(channel.accept());
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) { // out of file descriptors, for instance
                LOG.refused(Reason.of(e));
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void take(SocketChannel client) {
        LineChannel line = new LineChannel(client);
        try {
            threads.execute(new Exchange(line, handlers));
        } catch (RejectedExecutionException e) {
            refuse(line, "there are " + MOST_REQUESTS + " already");
        } catch (OutOfMemoryError e) { // no thread could be made
            refuse(line, String.valueOf(e));
        }
    }

    private static void refuse(LineChannel client, String reason) {
        client.close();
        LOG.refused(reason);
    }

    @Override
    public void close() {
        try {
            if (Files.exists(file) && fileKey.equals(key(file))) { // else another server has put its own there
                Files.delete(file);
            }
            channel.close();
        } catch (IOException e) {
            LOG.debug("closing the control socket", e);
        }
        threads.shutdownNow();
    }
}
