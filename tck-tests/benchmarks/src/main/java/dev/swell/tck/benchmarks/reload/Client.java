package dev.swell.tck.benchmarks.reload;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * One client with one connection, which must never be closed, and what it knows of the server: its version never goes back.
 * Used by the loop's thread.
 */
abstract class Client {

    private final String name;
    private final Traffic traffic;
    private final Queue<ByteBuffer> out = new ArrayDeque<>();
    private ByteBuffer in = ByteBuffer.allocate(1024);
    private SocketChannel channel;
    private SelectionKey key;
    private int version;
    private long done;
    private boolean broken;
    private boolean waiting;
    private long heard;
    private long silence;

    Client(String name, Traffic traffic) {
        this.name = name;
        this.traffic = traffic;
    }

    /** Begins. */
    abstract void start();

    /** Takes what has arrived, as far as it can be understood. */
    abstract void received(ByteBuffer bytes);

    /** Returns what it waits for, or null. */
    abstract String awaited();

    final Traffic traffic() {
        return traffic;
    }

    /** Returns what kind of client it is. */
    final String kind() {
        return name.split(" ")[0];
    }

    /** Returns how often it has got what it wanted. */
    final long done() {
        return done;
    }

    final void countDone() {
        done++;
    }

    /** Returns what it still waits for, or null. */
    final String missed() {
        return broken || awaited() == null ? null : name + " still waits for " + awaited();
    }

    /** Returns the longest time that it has waited without hearing anything, in nanoseconds. */
    final long silence() {
        return waiting && !broken ? Math.max(silence, System.nanoTime() - heard) : silence;
    }

    final void connect() {
        try {
            channel = SocketChannel.open(traffic.server());
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            key = traffic.loop().watch(channel, this);
        } catch (IOException e) {
            fail(e.toString());
        }
    }

    final void send(byte[] bytes) {
        if (!broken) {
            if (!waiting) {
                waiting = awaited() != null;
                heard = System.nanoTime();
            }
            out.add(ByteBuffer.wrap(bytes));
            flush();
        }
    }

    private void flush() {
        try {
            for (ByteBuffer next = out.peek(); next != null && !broken; next = out.peek()) {
                channel.write(next);
                if (next.hasRemaining()) {
                    break;
                }
                out.remove();
            }
            key.interestOps(out.isEmpty() ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        } catch (IOException e) {
            fail("its connection broke: " + e.getMessage());
        }
    }

    /** Is told that the channel can be read, or written again. */
    final void ready(SelectionKey ready) {
        if (broken) {
            return;
        }
        if (ready.isWritable()) {
            flush();
        }
        if (ready.isReadable() && read()) {
            silence = silence();
            in.flip();
            received(in);
            in.compact();
            waiting = awaited() != null;
            heard = System.nanoTime();
        }
    }

    private boolean read() {
        if (!in.hasRemaining()) {
            in = ByteBuffer.allocate(2 * in.capacity()).put(in.flip());
        }
        try {
            if (channel.read(in) < 0) {
                fail("its connection was closed");
            }
        } catch (IOException e) {
            fail("its connection broke: " + e.getMessage());
        }
        return !broken;
    }

    /** Leaves, whatever there is to be sent or received; it may connect again. */
    final void hangUp(boolean reset) {
        try {
            if (reset) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        } catch (IOException e) {
            fail(e.toString());
        }
        close();
        out.clear();
        in.clear();
    }

    /** Records what has gone wrong; it does nothing more from then on. */
    final void fail(String what) {
        if (!broken) {
            broken = true;
            traffic.findings().add(name + ": " + what + (awaited() == null ? "" : ", waiting for " + awaited()));
            close();
        }
    }

    /** Looks at the number of the version that an answer begins with, and returns the rest of the answer. */
    final String withoutVersion(String answer) {
        int space = answer.indexOf(' ');
        int answered = Integer.parseInt(answer.substring(0, space));
        if (answered < version) {
            traffic.findings().add(name + ": version " + answered + " has answered after version " + version);
        }
        version = answered;
        return answer.substring(space + 1);
    }

    final void expect(Object expected, Object found) {
        traffic.findings().expect(expected, found, name);
    }

    final void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            traffic.findings().add(name + ": " + e);
        }
    }
}
