package io.netstacks.core.internal.telnet;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.error.DeadlineExceededException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.SessionFailedException;
import io.netstacks.spi.transport.ByteStream;
import io.netstacks.spi.transport.Connection;
import io.netstacks.spi.transport.ConnectionReport;
import io.netstacks.spi.transport.PtySpec;
import io.netstacks.spi.transport.ShellChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** A telnet connection: one stream, one shell. */
final class TelnetConnection implements Connection {

    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final ByteStream stream;
    private final ConnectionReport report;
    private final AtomicBoolean shellGiven = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();

    TelnetConnection(ByteStream stream, ConnectionReport report) {
        this.stream = stream;
        this.report = report;
    }

    @Override
    public ShellChannel openShell(PtySpec pty, Deadline deadline) {
        if (!shellGiven.compareAndSet(false, true)) {
            throw new SessionFailedException(
                    ErrorCode.SESSION_LOST, report.endpoint() + ": a telnet connection has one shell only", "");
        }
        return new TelnetShell(report.endpoint(), stream, new TelnetNegotiation(pty), this::close);
    }

    @Override
    public ConnectionReport report() {
        return report;
    }

    @Override
    public boolean isOpen() {
        return !closed.get();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            stream.close();
        }
    }

    /** The data of the stream, without its commands. */
    private record TelnetShell(Endpoint endpoint, ByteStream stream, TelnetNegotiation negotiation, Runnable closing)
            implements ShellChannel {

        @Override
        public int read(byte[] buffer, int offset, int length, Deadline deadline) {
            while (true) {
                int arrived = stream.read(buffer, offset, length, deadline);
                if (arrived <= 0) {
                    return arrived;
                }
                int data = negotiation.accept(buffer, offset, arrived);
                answer(negotiation.takeAnswers());
                if (data > 0 || deadline.hasPassed()) {
                    return data;
                }
            }
        }

        /** The reader may have had time for no more than a look: what the device asks for is answered all the same. */
        private void answer(byte[] answers) {
            if (answers.length == 0) {
                return;
            }
            try {
                stream.write(answers, 0, answers.length, Deadline.after(ANSWER));
            } catch (DeadlineExceededException e) {
                throw new SessionFailedException(
                        ErrorCode.SESSION_LOST,
                        endpoint + ": the device does not take the answers to its options",
                        "",
                        e);
            }
        }

        @Override
        public void write(byte[] buffer, int offset, int length, Deadline deadline) {
            byte[] escaped = negotiation.escape(buffer, offset, length);
            stream.write(escaped, 0, escaped.length, deadline);
        }

        @Override
        public void close() {
            closing.run();
        }
    }
}
