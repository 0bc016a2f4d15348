package dev.swell.runtime.rest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The body of a request, which remembers that it could not be read whole: that is not the reader's fault. */
final class ExchangeInput extends FilterInputStream {

    private IOException failure;

    ExchangeInput(InputStream in) {
        super(in);
    }

    /** Returns why it could not be read, or null. */
    IOException failure() {
        return failure;
    }

    @Override
    public int read() throws IOException {
        try {
            return in.read();
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return in.read(bytes, offset, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }
}
