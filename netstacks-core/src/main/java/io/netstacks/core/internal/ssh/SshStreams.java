package io.netstacks.core.internal.ssh;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.transport.ByteStream;
import io.netstacks.spi.transport.ExecChannel;
import io.netstacks.spi.transport.ShellChannel;
import java.io.IOException;
import java.util.OptionalInt;
import net.schmizz.sshj.connection.channel.Channel;

/** The SPI's streams over sshj's channels. */
final class SshStreams {

    private SshStreams() {}

    static void close(Channel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            org.slf4j.LoggerFactory.getLogger(SshStreams.class).debug("closing a channel failed", e);
        }
    }

    /** An interactive shell. */
    record Shell(ShellSessionChannel channel) implements ShellChannel {

        @Override
        public int read(byte[] buffer, int offset, int length, Deadline deadline) {
            return channel.take(buffer, offset, length, deadline);
        }

        @Override
        public void write(byte[] buffer, int offset, int length, Deadline deadline) {
            channel.send(buffer, offset, length, deadline);
        }

        @Override
        public void close() {
            SshStreams.close(channel);
        }
    }

    /** One command. */
    record Exec(ShellSessionChannel channel) implements ExecChannel {

        @Override
        public int read(byte[] buffer, int offset, int length, Deadline deadline) {
            return channel.take(buffer, offset, length, deadline);
        }

        @Override
        public void write(byte[] buffer, int offset, int length, Deadline deadline) {
            channel.send(buffer, offset, length, deadline);
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
    record Forward(ForwardChannel channel, Runnable afterwards) implements ByteStream {

        @Override
        public int read(byte[] buffer, int offset, int length, Deadline deadline) {
            return channel.take(buffer, offset, length, deadline);
        }

        @Override
        public void write(byte[] buffer, int offset, int length, Deadline deadline) {
            channel.send(buffer, offset, length, deadline);
        }

        @Override
        public void close() {
            SshStreams.close(channel);
            afterwards.run();
        }
    }
}
