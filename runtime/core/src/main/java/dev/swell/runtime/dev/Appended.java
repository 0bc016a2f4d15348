package dev.swell.runtime.dev;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.Conduits;
import org.xnio.conduits.StreamSinkConduit;

/** What is written, and something more at its end. */
final class Appended extends AbstractStreamSinkConduit<StreamSinkConduit> {

    private final ByteBuffer more;
    private boolean ending;
    private boolean ended;

    Appended(StreamSinkConduit next, byte[] more) {
        super(next);
        this.more = ByteBuffer.wrap(more);
    }

    @Override
    public int writeFinal(ByteBuffer source) throws IOException {
        return Conduits.writeFinalBasic(this, source);
    }

    @Override
    public long writeFinal(ByteBuffer[] sources, int offset, int length) throws IOException {
        return Conduits.writeFinalBasic(this, sources, offset, length);
    }

    @Override
    public long transferFrom(FileChannel source, long position, long count) throws IOException {
        return next.transferFrom(source, position, count);
    }

    @Override
    public long transferFrom(StreamSourceChannel source, long count, ByteBuffer through) throws IOException {
        return next.transferFrom(source, count, through);
    }

    @Override
    public void terminateWrites() throws IOException {
        ending = true;
        end();
    }

    /** Writes what is to be appended, as far as it can be written now. */
    private boolean end() throws IOException {
        while (more.hasRemaining()) {
            if (next.write(more) == 0) {
                return false;
            }
        }
        if (!ended) {
            ended = true;
            next.terminateWrites();
        }
        return true;
    }

    @Override
    public boolean flush() throws IOException {
        return (!ending || end()) && next.flush();
    }

    @Override
    public boolean isWriteShutdown() {
        return ending || next.isWriteShutdown();
    }
}
