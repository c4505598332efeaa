package io.netstacks.core.internal.telnet;

import io.netstacks.core.internal.net.WaitWatch;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.error.DeadlineExceededException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.error.SessionFailedException;
import io.netstacks.spi.transport.ByteStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.slf4j.LoggerFactory;

/** A TCP socket as a stream whose reads end. */
final class SocketStream implements ByteStream {

    /** A blocked read does not notice an interrupt, so it looks up this often. */
    private static final Duration LOOK_UP = Duration.ofMillis(100);

    private final String device;
    private final Socket socket;
    private final WaitWatch waits;

    SocketStream(String device, Socket socket, WaitWatch waits) {
        this.device = device;
        this.socket = socket;
        this.waits = waits;
    }

    @Override
    public int read(byte[] buffer, int offset, int length, Deadline deadline) {
        while (true) {
            if (Thread.currentThread().isInterrupted()) {
                throw new OperationCancelledException(device + ": cancelled while reading");
            }
            int wait = deadline.atMost(LOOK_UP).remainingMillis();
            try {
                socket.setSoTimeout(Math.max(1, wait));
                return socket.getInputStream().read(buffer, offset, length);
            } catch (SocketTimeoutException e) {
                if (deadline.hasPassed()) {
                    return 0;
                }
            } catch (IOException e) {
                throw new SessionFailedException(
                        ErrorCode.SESSION_LOST, device + ": the connection broke: " + e.getMessage(), "", e);
            }
        }
    }

    @Override
    public void write(byte[] buffer, int offset, int length, Deadline deadline) {
        deadline.check(device + ": writing");
        WaitWatch.Wait wait = waits.begin(deadline, this::close);
        try {
            socket.getOutputStream().write(buffer, offset, length);
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new OperationCancelledException(device + ": cancelled while writing", e);
            }
            if (deadline.hasPassed()) {
                throw new DeadlineExceededException(device + ": the device takes no more input", e);
            }
            throw new SessionFailedException(
                    ErrorCode.SESSION_LOST, device + ": the connection broke while writing: " + e.getMessage(), "", e);
        } finally {
            wait.close();
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            LoggerFactory.getLogger(SocketStream.class).debug("closing a socket failed", e);
        }
    }
}
