package io.netstacks.core.internal.ssh;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.error.DeadlineExceededException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.error.SessionFailedException;
import io.netstacks.spi.error.UnsupportedCapabilityException;
import io.netstacks.spi.transport.ByteStream;
import io.netstacks.spi.transport.ConnectRequest;
import io.netstacks.spi.transport.Connection;
import io.netstacks.spi.transport.ConnectionReport;
import io.netstacks.spi.transport.ExecChannel;
import io.netstacks.spi.transport.PtySpec;
import io.netstacks.spi.transport.ResolvedHop;
import io.netstacks.spi.transport.ShellChannel;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** An open SSH connection, with the jump hosts that it goes through. */
public final class SshjConnection implements Connection {

    private final String device;
    private final SshLink link;
    private final Optional<JumpPool.Lease> jump;
    private final ConnectionReport report;
    private final AtomicBoolean closed = new AtomicBoolean();

    SshjConnection(ConnectRequest request, SshLink link, Optional<JumpPool.Lease> jump) {
        this.device = request.device();
        this.link = link;
        StagedClient client = link.client();
        this.jump = jump;
        report = new ConnectionReport(
                "ssh",
                request.endpoint(),
                request.hops().stream().map(ResolvedHop::endpoint).toList(),
                client.identification(),
                client.getUserAuth().getBanner(),
                link.algorithms(),
                Optional.of(link.method()),
                link.keys().seen(),
                link.keys().firstSeen(),
                link.phases());
    }

    @Override
    public ShellChannel openShell(PtySpec pty, Deadline deadline) {
        ShellSessionChannel channel = new ShellSessionChannel(link, device);
        open("shell", channel, deadline, () -> {
            channel.open(deadline);
            channel.startShell(pty, deadline);
        });
        return channel;
    }

    @Override
    public ExecChannel exec(String command, Deadline deadline) {
        ShellSessionChannel channel = new ShellSessionChannel(link, device);
        open("exec channel", channel, deadline, () -> {
            channel.open(deadline);
            channel.startCommand(command, deadline);
        });
        return channel;
    }

    @Override
    public ByteStream forward(Endpoint target, Deadline deadline) {
        ForwardChannel channel = new ForwardChannel(link, target, device);
        open("way to " + target, channel, deadline, () -> channel.open(deadline));
        return channel;
    }

    /** Opens a channel as the library below does it. */
    @FunctionalInterface
    private interface Opening {
        void run() throws IOException;
    }

    private void open(String what, StreamChannel channel, Deadline deadline, Opening opening) {
        if (deadline.hasPassed()) { // the sentence is made only where it has to be said
            deadline.check(device + ": opening a " + what);
        }
        try {
            opening.run();
        } catch (IOException e) {
            boolean refused = channel.isOpen() && link.isOpen();
            channel.close();
            throw failure(what, refused, deadline, e);
        }
    }

    private NetStacksException failure(String what, boolean refused, Deadline deadline, IOException e) {
        if (StageFailure.isInterrupt(e)) {
            Thread.currentThread().interrupt();
            return new OperationCancelledException(device + ": cancelled while opening a " + what, e);
        }
        if (deadline.hasPassed()) {
            return new DeadlineExceededException(device + ": no " + what + " within " + deadline.budget());
        }
        if (refused) {
            return new UnsupportedCapabilityException(device + ": the device takes the login and refuses a " + what
                    + "; it may let this user do other things only, such as single commands or file transfer");
        }
        return new SessionFailedException(
                ErrorCode.SESSION_LOST, device + ": no " + what + ": " + StageFailure.reason(e), "", e);
    }

    SshLink link() {
        return link;
    }

    @Override
    public ConnectionReport report() {
        return report;
    }

    @Override
    public boolean isOpen() {
        return !closed.get() && link.isOpen();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            link.close();
            jump.ifPresent(JumpPool.Lease::close);
        }
    }
}
