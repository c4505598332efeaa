package io.netstacks.core.internal.ssh;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.error.SessionFailedException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that have arrived and were not read yet. sshj's reader thread puts them in, the session's thread takes them out
 * and waits no longer than it wants to. Holds at most what the receive window lets the peer send.
 */
final class Inbound {

    private static final int FIRST_CAPACITY = 8 * 1024;
    private static final int WORTH_KEEPING = 256 * 1024;

    private final String device;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private byte[] data = new byte[FIRST_CAPACITY];
    private int head;
    private int size;
    private boolean ended;
    private @Nullable Throwable failure;

    Inbound(String device) {
        this.device = device;
    }

    void put(byte[] source, int offset, int length) {
        lock.lock();
        try {
            if (ended) {
                return; // what was under way when this side closed
            }
            reserve(length);
            System.arraycopy(source, offset, data, head + size, length);
            size += length;
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    private void reserve(int more) {
        if (head + size + more <= data.length) {
            return;
        }
        byte[] target = size + more <= data.length ? data : new byte[Math.max(data.length * 2, size + more)];
        System.arraycopy(data, head, target, 0, size);
        data = target;
        head = 0;
    }

    /** No more will arrive. */
    void end() {
        lock.lock();
        try {
            ended = true;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** No more will arrive, because of this. */
    void fail(Throwable cause) {
        lock.lock();
        try {
            if (failure == null && !ended) {
                failure = cause;
            }
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes what is there, as {@code ByteStream.read} says. */
    int take(byte[] target, int offset, int length, Deadline deadline) {
        lock.lock();
        try {
            while (size == 0) {
                if (failure != null) {
                    throw new SessionFailedException(
                            ErrorCode.SESSION_LOST,
                            device + ": the connection broke: " + StageFailure.reason(failure),
                            "",
                            failure);
                }
                if (ended) {
                    return -1;
                }
                long left = deadline.remainingNanos();
                if (left == 0) {
                    return 0;
                }
                arrived.awaitNanos(left);
            }
            int taken = Math.min(size, length);
            System.arraycopy(data, head, target, offset, taken);
            head += taken;
            size -= taken;
            if (size == 0) {
                head = 0;
                if (data.length > WORTH_KEEPING) {
                    data = new byte[FIRST_CAPACITY];
                }
            }
            return taken;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationCancelledException(device + ": cancelled while reading", e);
        } finally {
            lock.unlock();
        }
    }
}
