package io.netstacks.core.internal.ssh;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.error.NetStacksException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.ChannelInputStream;
import net.schmizz.sshj.connection.channel.direct.DirectConnection;
import net.schmizz.sshj.transport.TransportException;

/** A stream through an SSH host whose reads end, or the way from one SSH host to the next. */
final class ForwardChannel extends DirectConnection {

    private static final Duration LONG = Duration.ofDays(1);

    private final Inbound inbound;
    private final Outbound outbound;
    private final ChannelWindow window;
    private final SshLink link;

    ForwardChannel(SshLink link, Endpoint target, String device) {
        super(link.client().getConnection(), target.host(), target.port());
        this.link = link;
        inbound = new Inbound(device);
        outbound = new Outbound(device, link, this);
        window = new ChannelWindow(link, lwin, this::getRecipient);
    }

    void open(Deadline deadline) throws ConnectionException, TransportException {
        trans.write(buildOpenReq());
        Waits.await(openEvent, deadline);
    }

    /** Nothing came in time: the host of this channel may wait for the target, or be gone itself. */
    void doubt() {
        link.doubt();
    }

    int take(byte[] buffer, int offset, int length, Deadline deadline) {
        int taken = inbound.take(buffer, offset, length, deadline);
        if (taken > 0) {
            window.widen();
        }
        return taken;
    }

    /** Returns the same bytes as a stream that waits, for a connection on top of this one. */
    @Override
    public InputStream getInputStream() {
        return new Waiting();
    }

    /** Returns a stream that waits as long as the peer likes, for a connection on top of this one. */
    @Override
    public OutputStream getOutputStream() {
        return new Sending();
    }

    /** Ends whatever waits for this channel. Does not wait. */
    void abandon() {
        inbound.fail(new ConnectionException("given up"));
        outbound.end();
    }

    void send(byte[] buffer, int offset, int length, Deadline deadline) {
        outbound.write(super.getOutputStream(), buffer, offset, length, deadline);
    }

    @Override
    public void handle(Message message, SSHPacket packet) throws SSHException {
        super.handle(message, packet);
        if (message == Message.CHANNEL_WINDOW_ADJUST) {
            outbound.roomChanged();
        }
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
        outbound.end();
    }

    @Override
    public void notifyError(SSHException error) {
        inbound.fail(error);
        outbound.end();
        super.notifyError(error);
    }

    /** Says goodbye without waiting for the answer. */
    @Override
    public void close() throws TransportException {
        if (isOpen()) {
            link.guarded(SshLink.goodbye(), this::sendClose);
        }
        closeAllStreams();
    }

    /** Reads without a deadline; closing the channel ends it. */
    private final class Waiting extends InputStream {

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                int taken = 0;
                while (taken == 0) {
                    taken = take(buffer, offset, length, Deadline.after(LONG));
                }
                return taken;
            } catch (NetStacksException e) {
                throw new IOException(e.reason(), e);
            }
        }
    }

    /** Writes without a deadline; closing the channel, or giving it up, ends it. */
    private final class Sending extends OutputStream {

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            try {
                send(buffer, offset, length, Deadline.after(LONG));
            } catch (NetStacksException e) {
                throw new IOException(e.reason(), e);
            }
        }
    }
}
