package io.netstacks.core.internal.ssh;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.device.Endpoint;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.Connection;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.ChannelInputStream;
import net.schmizz.sshj.connection.channel.direct.DirectConnection;
import net.schmizz.sshj.transport.TransportException;

/** A stream through an SSH host whose reads end. */
final class ForwardChannel extends DirectConnection {

    private final Inbound inbound;
    private final ChannelWindow window;

    ForwardChannel(Connection connection, Endpoint target, String device) {
        super(connection, target.host(), target.port());
        inbound = new Inbound(device);
        window = new ChannelWindow(trans, lwin, this::getRecipient);
    }

    void open(Deadline deadline) throws ConnectionException, TransportException {
        trans.write(buildOpenReq());
        Waits.await(openEvent, deadline);
    }

    int take(byte[] buffer, int offset, int length, Deadline deadline) {
        int taken = inbound.take(buffer, offset, length, deadline);
        if (taken > 0) {
            window.widen();
        }
        return taken;
    }

    @Override
    protected void receiveInto(ChannelInputStream stream, SSHPacket packet) throws SSHException {
        int length = window.accept(packet); // moves the packet to its data
        inbound.put(packet.array(), packet.rpos(), length);
    }

    @Override
    protected void eofInputStreams() {
        super.eofInputStreams();
        inbound.end();
    }

    @Override
    protected void closeAllStreams() {
        super.closeAllStreams();
        inbound.end();
    }

    @Override
    public void notifyError(SSHException error) {
        inbound.fail(error);
        super.notifyError(error);
    }

    /** Says goodbye without waiting for the answer. */
    @Override
    public void close() throws TransportException {
        if (isOpen()) {
            sendClose();
        }
        closeAllStreams();
    }
}
