package io.netstacks.core.internal.ssh;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.error.DeadlineExceededException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.error.SessionFailedException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import net.schmizz.sshj.connection.channel.Channel;

/**
 * Bytes on their way to the peer: at most what its window takes, which sshj would wait for without the caller's deadline.
 * One thread writes, any thread may end it.
 */
final class Outbound {

    private final String device;
    private final SshLink link;
    private final Channel channel;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean ended;

    Outbound(String device, SshLink link, Channel channel) {
        this.device = device;
        this.link = link;
        this.channel = channel;
    }

    /** Writes it all, as {@code ByteStream.write} says, through the channel's own stream. */
    void write(OutputStream out, byte[] buffer, int offset, int length, Deadline deadline) {
        if (deadline.hasPassed()) {
            deadline.check(device + ": writing"); // said only where it has to be
        }
        int sent = 0;
        while (sent < length) {
            int room = awaitRoom(length - sent, deadline);
            send(out, buffer, offset + sent, room, deadline);
            sent += room;
        }
    }

    private int awaitRoom(int wanted, Deadline deadline) {
        lock.lock();
        try {
            while (true) {
                if (ended) {
                    throw new SessionFailedException(
                            ErrorCode.SESSION_LOST, device + ": the connection was closed while writing", "");
                }
                long room = channel.getRemoteWinSize();
                if (room > 0) {
                    return (int) Math.min(room, wanted);
                }
                long left = deadline.remainingNanos();
                if (left == 0) {
                    throw takesNoMore();
                }
                changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationCancelledException(device + ": cancelled while writing", e);
        } finally {
            lock.unlock();
        }
    }

    private void send(OutputStream out, byte[] buffer, int offset, int length, Deadline deadline) {
        try {
            link.guarded(deadline, () -> {
                out.write(buffer, offset, length);
                out.flush();
            });
        } catch (IOException e) {
            if (StageFailure.isInterrupt(e)) {
                Thread.currentThread().interrupt();
                throw new OperationCancelledException(device + ": cancelled while writing", e);
            }
            if (deadline.hasPassed()) {
                throw takesNoMore();
            }
            throw new SessionFailedException(
                    ErrorCode.SESSION_LOST,
                    device + ": the connection broke while writing: " + StageFailure.reason(e),
                    "",
                    e);
        }
    }

    private DeadlineExceededException takesNoMore() {
        return new DeadlineExceededException(device + ": the device takes no more input");
    }

    /** The peer's window may have grown. */
    void roomChanged() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more can be sent. */
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
