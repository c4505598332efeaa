package io.netstacks.core.internal.ssh;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.error.DeadlineExceededException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.error.SessionFailedException;
import io.netstacks.spi.transport.ByteStream;
import io.netstacks.spi.transport.ExecChannel;
import io.netstacks.spi.transport.ShellChannel;
import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalInt;
import net.schmizz.sshj.connection.channel.Channel;

/** The SPI's streams over sshj's channels. */
final class SshStreams {

    private SshStreams() {}

    private static void write(
            String device, Channel channel, byte[] buffer, int offset, int length, Deadline deadline) {
        deadline.check(device + ": writing");
        try {
            OutputStream out = channel.getOutputStream();
            out.write(buffer, offset, length);
            out.flush();
        } catch (IOException e) {
            if (StageFailure.isInterrupt(e)) {
                Thread.currentThread().interrupt();
                throw new OperationCancelledException(device + ": cancelled while writing", e);
            }
            if (deadline.hasPassed()) {
                throw new DeadlineExceededException(device + ": the device takes no more input");
            }
            throw new SessionFailedException(
                    ErrorCode.SESSION_LOST, device + ": the connection broke while writing: " + e.getMessage(), "", e);
        }
    }

    static void close(Channel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            org.slf4j.LoggerFactory.getLogger(SshStreams.class).debug("closing a channel failed", e);
        }
    }

    /** An interactive shell. */
    record Shell(String device, ShellSessionChannel channel) implements ShellChannel {

        @Override
        public int read(byte[] buffer, int offset, int length, Deadline deadline) {
            return channel.take(buffer, offset, length, deadline);
        }

        @Override
        public void write(byte[] buffer, int offset, int length, Deadline deadline) {
            SshStreams.write(device, channel, buffer, offset, length, deadline);
        }

        @Override
        public void close() {
            SshStreams.close(channel);
        }
    }

    /** One command. */
    record Exec(String device, ShellSessionChannel channel) implements ExecChannel {

        @Override
        public int read(byte[] buffer, int offset, int length, Deadline deadline) {
            return channel.take(buffer, offset, length, deadline);
        }

        @Override
        public void write(byte[] buffer, int offset, int length, Deadline deadline) {
            SshStreams.write(device, channel, buffer, offset, length, deadline);
        }

        @Override
        public OptionalInt exitStatus() {
            Integer status = channel.getExitStatus();
            return status == null ? OptionalInt.empty() : OptionalInt.of(status);
        }

        @Override
        public String errorText() {
            return channel.errorText();
        }

        @Override
        public void close() {
            SshStreams.close(channel);
        }
    }

    /** A stream to somewhere else. */
    record Forward(String device, ForwardChannel channel, Runnable afterwards) implements ByteStream {

        @Override
        public int read(byte[] buffer, int offset, int length, Deadline deadline) {
            return channel.take(buffer, offset, length, deadline);
        }

        @Override
        public void write(byte[] buffer, int offset, int length, Deadline deadline) {
            SshStreams.write(device, channel, buffer, offset, length, deadline);
        }

        @Override
        public void close() {
            SshStreams.close(channel);
            afterwards.run();
        }
    }
}
