package dev.swell.runtime.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A connection of the control socket, line by line. What takes longer than it may closes it. For one thread. */
final class LineChannel implements AutoCloseable {

    private static final int BUFFER_BYTES = 8192;
    private static final ScheduledThreadPoolExecutor DEADLINES = new ScheduledThreadPoolExecutor(1,
            task -> ControlThreads.daemon(task, "swell-control-deadline"));

    static {
        DEADLINES.setRemoveOnCancelPolicy(true);
    }

    private final SocketChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).flip();

    private volatile boolean late;

    LineChannel(SocketChannel channel) {
        this.channel = channel;
    }

    static LineChannel connect(UnixDomainSocketAddress address, Duration limit) throws IOException {
        LineChannel line = new LineChannel(SocketChannel.open(StandardProtocolFamily.UNIX));
        try {
            line.within(limit, () -> line.channel.connect(address)); // which waits while the backlog is full
            return line;
        } catch (IOException | RuntimeException e) {
            line.close();
            throw e;
        }
    }

    /**
     * Reads a line.
     *
     * @return the line without its end; empty at the end of the stream
     * @throws IOException also if the line is longer than that or doesn't arrive in time
     */
    Optional<String> readLine(int mostBytes, Duration limit) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        return within(limit, () -> {
            while (true) {
                while (buffer.hasRemaining()) {
                    byte next = buffer.get();
                    if (next == '\n') {
                        return Optional.of(line.toString(StandardCharsets.UTF_8));
                    }
                    if (line.size() == mostBytes) {
                        throw new IOException("a line of more than " + mostBytes + " bytes");
                    }
                    line.write(next);
                }
                if (channel.read(buffer.clear()) < 0) {
                    buffer.flip();
                    return Optional.empty();
                }
                buffer.flip();
            }
        });
    }

    void writeLine(String line, Duration limit) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        within(limit, () -> {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            return null;
        });
    }

    private interface Step<T> {
        T run() throws IOException;
    }

    private <T> T within(Duration limit, Step<T> step) throws IOException {
        ScheduledFuture<?> deadline = DEADLINES.schedule(this::giveUp, limit.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return step.run();
        } catch (ClosedChannelException e) {
            throw late ? new SocketTimeoutException("nothing for " + limit.toMillis() + " ms") : e;
        } finally {
            deadline.cancel(false);
        }
    }

    private void giveUp() {
        late = true;
        close();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            ControlLogger.LOG.debug("closing a connection of the control socket", e);
        }
    }
}
