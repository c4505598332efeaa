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

    /** Asks before each write; the only place that does. */
    private static class GuardedStream implements ByteStream {

        private final ByteStream stream;
        private final WriteGuard guard;

        GuardedStream(ByteStream stream, WriteGuard guard) {
            this.stream = stream;
            this.guard = guard;
        }

        @Override
        public final int read(byte[] buffer, int offset, int length, Deadline deadline) {
            return stream.read(buffer, offset, length, deadline);
        }

        @Override
        public final void write(byte[] buffer, int offset, int length, Deadline deadline) {
            guard.check();
            stream.write(buffer, offset, length, deadline);
        }

        @Override
        public final void close() {
            stream.close();
        }
    }

    private static final class GuardedShell extends GuardedStream implements ShellChannel {

        GuardedShell(ShellChannel shell, WriteGuard guard) {
            super(shell, guard);
        }
    }

    private static final class GuardedExec extends GuardedStream implements ExecChannel {

        private final ExecChannel exec;

        GuardedExec(ExecChannel exec, WriteGuard guard) {
            super(exec, guard);
            this.exec = exec;
        }

        @Override
        public OptionalInt exitStatus() {
            return exec.exitStatus();
        }

        @Override
        public String errorText() {
            return exec.errorText();
        }
    }
}
