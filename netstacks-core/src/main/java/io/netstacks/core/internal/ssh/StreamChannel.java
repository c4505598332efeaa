package io.netstacks.core.internal.ssh;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.transport.ByteStream;
import java.nio.charset.StandardCharsets;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.ChannelInputStream;
import net.schmizz.sshj.connection.channel.direct.AbstractDirectChannel;
import net.schmizz.sshj.transport.TransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel whose data goes to an {@link Inbound} and comes from an {@link Outbound}, instead of the library's streams, which
 * block for ever. Confined as {@link ByteStream} says.
 */
abstract class StreamChannel extends AbstractDirectChannel implements ByteStream {

    private static final Logger LOG = LoggerFactory.getLogger(StreamChannel.class);

    final SshLink link;
    final Inbound inbound;
    final Outbound outbound;
    final ChannelWindow window;
    private volatile boolean closed;

    StreamChannel(SshLink link, String type, String device) {
        super(link.client().getConnection(), type, StandardCharsets.UTF_8);
        this.link = link;
        inbound = new Inbound(device);
        outbound = new Outbound(device, link, this);
        window = new ChannelWindow(link, lwin, this::getRecipient);
    }

    final void open(Deadline deadline) throws ConnectionException, TransportException {
        trans.write(buildOpenReq());
        Waits.await(openEvent, deadline);
        if (getRemoteMaxPacketSize() < 1) { // the library would send nothing, for ever
            close();
            throw new ConnectionException("the peer takes no data: its largest packet has no byte");
        }
    }

    @Override
    public final int read(byte[] buffer, int offset, int length, Deadline deadline) {
        int taken = inbound.take(buffer, offset, length, deadline);
        if (taken > 0) {
            window.widen();
        }
        return taken;
    }

    @Override
    public final void write(byte[] buffer, int offset, int length, Deadline deadline) {
        outbound.write(super.getOutputStream(), buffer, offset, length, deadline);
    }

    @Override
    public final void handle(Message message, SSHPacket packet) throws SSHException {
        super.handle(message, packet);
        if (message == Message.CHANNEL_WINDOW_ADJUST) {
            outbound.roomChanged();
        }
        if (closed && message == Message.CHANNEL_OPEN_CONFIRMATION) {
            sendClose(); // nobody waits for it any more, and at the other end it would stay open
        }
    }

    /** The library refuses what it does not know, also where nobody wants to hear of it (RFC 4254, section 5.4). */
    @Override
    protected void handleRequest(String type, SSHPacket packet) throws ConnectionException, TransportException {
        boolean answerWanted = packet.array()[packet.rpos() - 1] != 0;
        if (answerWanted) {
            super.handleRequest(type, packet);
        }
    }

    @Override
    protected final void receiveInto(ChannelInputStream stream, SSHPacket packet) throws SSHException {
        int length = window.accept(packet); // moves the packet to its data
        inbound.put(packet.array(), packet.rpos(), length);
    }

    @Override
    protected void closeAllStreams() {
        super.closeAllStreams();
        inbound.end();
        outbound.end();
    }

    @Override
    public final void notifyError(SSHException error) {
        inbound.fail(error);
        outbound.end();
        super.notifyError(error);
    }

    /** Says goodbye without waiting for the answer. */
    @Override
    public void close() {
        closed = true;
        if (isOpen()) {
            try {
                link.guarded(SshLink.goodbye(), this::sendClose);
            } catch (TransportException e) {
                LOG.debug("closing a channel failed", e);
            }
        }
        closeAllStreams();
    }
}
