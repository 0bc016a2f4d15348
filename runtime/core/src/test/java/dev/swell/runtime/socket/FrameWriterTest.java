package dev.swell.runtime.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xnio.ChannelPipe;
import org.xnio.OptionMap;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.ConduitStreamSinkChannel;

/** A peer that takes nothing: the other end of a pipe. */
class FrameWriterTest {

    private static final int MORE_THAN_A_PIPE_HOLDS = 1024 * 1024;

    private XnioWorker threads;
    private ChannelPipe<StreamSourceChannel, StreamSinkChannel> pipe;
    private FrameWriter writer;

    @BeforeEach
    void open() throws IOException {
        threads = Xnio.getInstance().createWorker(OptionMap.EMPTY);
        pipe = threads.createHalfDuplexPipe();
        writer = new FrameWriter((ConduitStreamSinkChannel) pipe.getRightSide(), frame -> frame.get(0) == (byte) 0x88,
                () -> fail("ended"), () -> {});
    }

    @AfterEach
    void close() throws IOException {
        pipe.getRightSide().close();
        pipe.getLeftSide().close();
        threads.shutdownNow();
    }

    @Test
    void countsNothingOfWhatWasTaken() {
        writer.append(Frame.of(Frame.TEXT, new byte[10]));
        assertThat(writer.waiting()).isZero();
    }

    @Test
    void countsTheMemoryOfFramesHoweverSmallTheyAre() {
        writer.append(Frame.of(Frame.BINARY, new byte[MORE_THAN_A_PIPE_HOLDS]));
        long before = writer.waiting();
        for (int i = 0; i < 1000; i++) {
            writer.append(ByteBuffer.wrap(new byte[2]));
        }
        assertThat(writer.waiting() - before).isGreaterThan(50_000);
    }
}
