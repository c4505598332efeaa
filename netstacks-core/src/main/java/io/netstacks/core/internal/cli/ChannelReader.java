package io.netstacks.core.internal.cli;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.transport.ShellChannel;
import java.nio.charset.Charset;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The shell's two directions: bytes that come go through the cleaner into the text, text that goes is encoded. Counts
 * both. Confined: one thread at a time, but for the counters.
 */
final class ChannelReader {

    private static final int FIRST_ROOM = 4 * 1024;
    private static final int MOST_ROOM = 32 * 1024;

    private final ShellChannel channel;
    private final Charset charset;
    private final TerminalCleaner cleaner;
    private byte[] bytes = new byte[FIRST_ROOM];
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();

    ChannelReader(ShellChannel channel, Charset charset, TerminalText target) {
        this.channel = channel;
        this.charset = charset;
        cleaner = new TerminalCleaner(charset, target);
    }

    /** Waits for bytes; the result is that of {@link ShellChannel#read}. */
    int read(Deadline deadline) {
        int count = channel.read(bytes, 0, bytes.length, deadline);
        if (count > 0) {
            cleaner.feed(bytes, 0, count);
            received.addAndGet(count);
        }
        if (count == bytes.length && count < MOST_ROOM) {
            bytes = new byte[2 * count]; // long output; most sessions have none
        }
        return count;
    }

    void write(String text, Deadline deadline) {
        byte[] encoded = text.getBytes(charset);
        channel.write(encoded, 0, encoded.length, deadline);
        sent.addAndGet(encoded.length);
    }

    long received() {
        return received.get();
    }

    long sent() {
        return sent.get();
    }
}
