package io.netstacks.spi.transport;

import io.netstacks.spi.Deadline;

/**
 * A stream of bytes in both directions whose waits end. Reading and writing may happen on two threads, each on one at a
 * time; {@link #close()} may come from any thread and wakes a blocked reader.
 */
public interface ByteStream extends AutoCloseable {

    /**
     * Waits for bytes and reads what is there.
     *
     * @return how many bytes were read, at least 1; 0 when the deadline passed without any; -1 when the peer has closed
     * @throws io.netstacks.spi.error.SessionFailedException with {@code SESSION_LOST} if the connection broke or was
     *     closed here
     * @throws io.netstacks.spi.error.OperationCancelledException if the thread is interrupted; the flag stays set
     */
    int read(byte[] buffer, int offset, int length, Deadline deadline);

    /**
     * Writes and flushes all of it.
     *
     * @throws io.netstacks.spi.error.SessionFailedException with {@code SESSION_LOST} if the connection broke
     * @throws io.netstacks.spi.error.DeadlineExceededException if the peer takes no more bytes until the deadline
     */
    void write(byte[] buffer, int offset, int length, Deadline deadline);

    /** Closes this stream, not the connection under it. Idempotent, never throws. */
    @Override
    void close();
}
