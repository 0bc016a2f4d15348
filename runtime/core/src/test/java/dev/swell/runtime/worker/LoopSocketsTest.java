package dev.swell.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/** An I/O thread that carries work has sockets, too. */
@Tag("threads")
@Tag("loop")
class LoopSocketsTest {

    private final CountDownLatch done = new CountDownLatch(1);
    private XnioWorker worker;
    private XnioIoThread io;
    private Handover handover;

    @BeforeEach
    void start() throws Exception {
        worker = Xnio.getInstance(LoopSocketsTest.class.getClassLoader())
                .createWorker(OptionMap.create(Options.WORKER_IO_THREADS, 1));
        io = worker.getIoThread();
        handover = new LoopHandover(LoopSocketsTest.class.getClassLoader(), Optional.empty());
    }

    @AfterEach
    void stop() {
        handover.close();
        worker.shutdownNow();
    }

    /** What waits for another client, and never lets go for long, must not keep that client's bytes from being read. */
    @Test
    void looksAtItsSocketsThoughSomethingIsAlwaysReady() throws Exception {
        AtomicBoolean arrived = new AtomicBoolean();
        io.execute(() -> handover.hand(io, () -> {
            while (!arrived.get() && done.getCount() > 0) {
                Thread.yield();
            }
            done.countDown();
        }));
        ChannelListener<AcceptingChannel<StreamConnection>> accepting = ChannelListeners.openListenerAdapter(peer -> {
            peer.getSourceChannel().setReadListener(source -> {
                arrived.set(true);
                IoUtils.safeClose(peer);
            });
            peer.getSourceChannel().resumeReads();
        });
        try (AcceptingChannel<StreamConnection> port = worker.createStreamConnectionServer(
                new InetSocketAddress("127.0.0.1", 0), accepting, OptionMap.EMPTY); Socket client = new Socket()) {
            port.resumeAccepts();
            client.connect(port.getLocalAddress());
            client.getOutputStream().write(1);
            assertThat(done.await(20, TimeUnit.SECONDS)).as("the sockets were looked at").isTrue();
        } finally {
            done.countDown();
        }
    }
}
