package io.netstacks.core.internal.ssh;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.error.DeadlineExceededException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.SessionFailedException;
import io.netstacks.spi.transport.ByteStream;
import io.netstacks.spi.transport.ConnectRequest;
import io.netstacks.spi.transport.Connection;
import io.netstacks.spi.transport.ConnectionReport;
import io.netstacks.spi.transport.ExecChannel;
import io.netstacks.spi.transport.PtySpec;
import io.netstacks.spi.transport.ShellChannel;
import java.io.IOException;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import net.schmizz.sshj.SSHClient;

/** An open SSH connection, with the jump hosts that it goes through. */
public final class SshjConnection implements Connection {

    private final String device;
    private final SSHClient client;
    private final Deque<SSHClient> chain;
    private final ConnectionReport report;
    private final AtomicBoolean closed = new AtomicBoolean();

    SshjConnection(ConnectRequest request, SshLink link, Deque<SSHClient> chain) {
        this.device = request.device();
        this.client = link.client();
        this.chain = chain;
        report = new ConnectionReport(
                "ssh",
                request.endpoint(),
                SshjTransportProvider.via(request),
                "SSH-2.0-" + Objects.requireNonNullElse(client.getTransport().getServerVersion(), ""),
                Objects.requireNonNullElse(client.getUserAuth().getBanner(), ""),
                link.algorithms(),
                Optional.of(link.method()),
                link.keys().seen(),
                link.keys().firstSeen(),
                link.phases());
    }

    @Override
    public ShellChannel openShell(PtySpec pty, Deadline deadline) {
        ShellSessionChannel channel = new ShellSessionChannel(client.getConnection(), device);
        open("shell", deadline, () -> {
            channel.open();
            channel.startShell(pty, deadline);
        });
        return new SshStreams.Shell(device, channel);
    }

    @Override
    public ExecChannel exec(String command, Deadline deadline) {
        ShellSessionChannel channel = new ShellSessionChannel(client.getConnection(), device);
        open("exec channel", deadline, () -> {
            channel.open();
            channel.startCommand(command, deadline);
        });
        return new SshStreams.Exec(device, channel);
    }

    @Override
    public ByteStream forward(Endpoint target, Deadline deadline) {
        ForwardChannel channel = new ForwardChannel(client.getConnection(), target, device);
        open("way to " + target, deadline, channel::open);
        return new SshStreams.Forward(device, channel);
    }

    /** Opens a channel as the library below does it. */
    @FunctionalInterface
    private interface Opening {
        void run() throws IOException;
    }

    private void open(String what, Deadline deadline, Opening opening) {
        deadline.check(device + ": opening a " + what);
        client.getConnection().setTimeoutMs(deadline.remainingMillis());
        try {
            opening.run();
        } catch (IOException e) {
            throw failure(what, deadline, e);
        }
    }

    private NetStacksException failure(String what, Deadline deadline, IOException e) {
        if (deadline.hasPassed()) {
            return new DeadlineExceededException(device + ": no " + what + " within " + deadline.budget());
        }
        return new SessionFailedException(
                ErrorCode.SESSION_LOST, device + ": no " + what + ": " + e.getMessage(), "", e);
    }

    @Override
    public ConnectionReport report() {
        return report;
    }

    @Override
    public boolean isOpen() {
        return !closed.get() && client.isConnected() && client.getTransport().isRunning();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            SshjTransportProvider.closeAll(chain);
        }
    }
}
