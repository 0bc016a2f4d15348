package dev.swell.runtime.socket;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Takes bytes as they come. */
final class RawFramer implements Framer {

    private final Consumer<byte[]> listener;
    private int ended;

    RawFramer(Consumer<byte[]> listener) {
        this.listener = listener;
    }

    @Override
    public void read(ByteBuffer in) {
        byte[] bytes = new byte[in.remaining()];
        in.get(bytes);
        ended++;
        listener.accept(bytes);
    }

    @Override
    public boolean isWithin() {
        return false;
    }

    @Override
    public int ended() {
        return ended;
    }
}
