package io.netstacks.core.internal.gate;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.WriteGuard;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.transport.ByteStream;
import io.netstacks.spi.transport.Connection;
import io.netstacks.spi.transport.ConnectionReport;
import io.netstacks.spi.transport.ExecChannel;
import io.netstacks.spi.transport.PtySpec;
import io.netstacks.spi.transport.ShellChannel;
import java.util.OptionalInt;

/**
 * A connection whose guard is asked before anything is sent. One place for all that is typed: commands, configuration
 * lines, answers, and the farewell.
 */
record GuardedConnection(Connection connection, WriteGuard guard) implements Connection {

    @Override
    public ShellChannel openShell(PtySpec pty, Deadline deadline) {
        guard.check();
        return new GuardedShell(connection.openShell(pty, deadline), guard);
    }

    @Override
    public ExecChannel exec(String command, Deadline deadline) {
        guard.check();
        return new GuardedExec(connection.exec(command, deadline), guard);
    }

    @Override
    public ByteStream forward(Endpoint target, Deadline deadline) {
        guard.check();
        return new GuardedStream(connection.forward(target, deadline), guard);
    }

    @Override
    public ConnectionReport report() {
        return connection.report();
    }

    @Override
    public boolean isOpen() {
        return connection.isOpen();
    }

    @Override
    public void close() {
        connection.close();
    }

    private record GuardedStream(ByteStream stream, WriteGuard guard) implements ByteStream {
        @Override
        public int read(byte[] buffer, int offset, int length, Deadline deadline) {
            return stream.read(buffer, offset, length, deadline);
        }

        @Override
        public void write(byte[] buffer, int offset, int length, Deadline deadline) {
            guard.check();
            stream.write(buffer, offset, length, deadline);
        }

        @Override
        public void close() {
            stream.close();
        }
    }

    private record GuardedShell(ShellChannel shell, WriteGuard guard) implements ShellChannel {
        @Override
        public int read(byte[] buffer, int offset, int length, Deadline deadline) {
            return shell.read(buffer, offset, length, deadline);
        }

        @Override
        public void write(byte[] buffer, int offset, int length, Deadline deadline) {
            guard.check();
            shell.write(buffer, offset, length, deadline);
        }

        @Override
        public void close() {
            shell.close();
        }
    }

    private record GuardedExec(ExecChannel exec, WriteGuard guard) implements ExecChannel {
        @Override
        public int read(byte[] buffer, int offset, int length, Deadline deadline) {
            return exec.read(buffer, offset, length, deadline);
        }

        @Override
        public void write(byte[] buffer, int offset, int length, Deadline deadline) {
            guard.check();
            exec.write(buffer, offset, length, deadline);
        }

        @Override
        public OptionalInt exitStatus() {
            return exec.exitStatus();
        }

        @Override
        public String errorText() {
            return exec.errorText();
        }

        @Override
        public void close() {
            exec.close();
        }
    }
}
