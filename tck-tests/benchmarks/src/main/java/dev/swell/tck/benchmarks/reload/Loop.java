package dev.swell.tck.benchmarks.reload;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The one thread of all clients: it tells them when bytes arrive and when it is time. */
final class Loop implements AutoCloseable {

    private record Due(long nanos, Runnable action) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return Long.compare(nanos - other.nanos, 0); // of clocks that may wrap around
        }
    }

    private final Selector selector;
    private final Queue<Runnable> given = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Due> due = new PriorityQueue<>();
    private final Findings findings;
    private final Thread thread = new Thread(this::work, "trial-clients");
    private volatile boolean closed;

    Loop(Findings findings) throws IOException {
        this.findings = findings;
        selector = Selector.open();
        thread.setDaemon(true);
        thread.start();
    }

    private void work() {
        try {
            while (!closed) {
                select();
                selector.selectedKeys().forEach(key -> attempt(() -> ((Client) key.attachment()).ready(key)));
                selector.selectedKeys().clear();
                for (Runnable action = given.poll(); action != null; action = given.poll()) {
                    attempt(action);
                }
                while (!due.isEmpty() && due.peek().nanos - System.nanoTime() <= 0) {
                    attempt(due.poll().action);
                }
            }
            selector.keys().forEach(key -> ((Client) key.attachment()).close());
            selector.close();
        } catch (IOException e) {
            findings.add("the trial itself has failed: " + e);
        }
    }

    private void select() throws IOException {
        long wait = due.isEmpty() ? Long.MAX_VALUE
                : TimeUnit.NANOSECONDS.toMillis(due.peek().nanos - System.nanoTime() + 999_999);
        if (wait > 0) {
            selector.select(Math.min(wait, 1_000));
        } else {
            selector.selectNow();
        }
    }

    private void attempt(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) { // of one client; the others go on
            findings.add("the trial itself has failed: " + e);
        }
    }

    /** Has the client told when bytes arrive on the channel. */
    SelectionKey watch(SocketChannel channel, Client client) throws IOException {
        channel.configureBlocking(false);
        return channel.register(selector, SelectionKey.OP_READ, client);
    }

    /** Has that done at a time of {@link System#nanoTime}; to be called on this thread. */
    void at(long nanos, Runnable action) {
        due.add(new Due(nanos, action));
    }

    /** Does that on this thread, and waits for it; to be called on another. */
    <T> T ask(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        given.add(() -> answer.complete(question.get()));
        selector.wakeup();
        return answer.orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
