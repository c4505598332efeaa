package io.netstacks.core.internal.net;

import java.io.IOException;
import java.io.InputStream;

/**
 * Takes what a socket has in one go. SSH reads an identification byte by byte, and each packet in two steps; every step would be
 * a system call. Unlike the JDK's buffered stream it never asks what is available, which is one more. Confined: one thread at a
 * time.
 */
final class ReadAheadInput extends InputStream {

    private static final int ROOM = 16 * 1024;

    private final InputStream source;
    private final byte[] ahead = new byte[ROOM];
    private int from;
    private int to;

    ReadAheadInput(InputStream source) {
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        return from < to || fill() ? ahead[from++] & 0xff : -1;
    }

    /** Waits only if nothing is there, as any stream. */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (from == to) {
            if (length >= ROOM) {
                return source.read(target, offset, length);
            }
            if (!fill()) {
                return -1;
            }
        }
        int taken = Math.min(length, to - from);
        System.arraycopy(ahead, from, target, offset, taken);
        from += taken;
        return taken;
    }

    private boolean fill() throws IOException {
        int count = source.read(ahead, 0, ROOM);
        from = 0;
        to = Math.max(0, count);
        return to > 0;
    }

    @Override
    public int available() throws IOException {
        return to - from + source.available();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
