package io.netstacks.core.internal.ssh;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.error.NetStacksException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.direct.DirectConnection;

/** A stream through an SSH host whose reads end, or the way from one SSH host to the next. */
final class ForwardChannel extends StreamChannel {

    private static final Duration LONG = Duration.ofDays(1);

    private final Endpoint target;
    private final Runnable afterwards;

    ForwardChannel(SshLink link, Endpoint target, String device) {
        this(link, target, device, () -> {});
    }

    /** Makes one that does something each time that it is closed. */
    ForwardChannel(SshLink link, Endpoint target, String device, Runnable afterwards) {
        super(link, "direct-tcpip", device);
        this.target = target;
        this.afterwards = afterwards;
    }

    Endpoint target() {
        return target;
    }

    @Override
    protected SSHPacket buildOpenReq() {
        return super.buildOpenReq()
                .putString(target.host())
                .putUInt32(target.port())
                .putString(DirectConnection.LOCALHOST)
                .putUInt32(DirectConnection.LOCALPORT);
    }

    /** Nothing came in time: the host of this channel may wait for the target, or be gone itself. */
    void doubt() {
        link.doubt();
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

    @Override
    protected void eofInputStreams() {
        super.eofInputStreams();
        inbound.end();
    }

    @Override
    public void close() {
        super.close();
        afterwards.run();
    }

    /** The way to a host broke at one of the hosts before it. Its message names that one. */
    static final class BrokenHop extends IOException {

        private static final long serialVersionUID = 1L;

        private BrokenHop(String message, Throwable cause) {
            super(message, cause);
        }

        /** Returns the first break on the way; what comes behind it breaks because of it. */
        private static BrokenHop found(Endpoint hop, NetStacksException failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof BrokenHop first) {
                    return first;
                }
            }
            Throwable why = failure.getCause() == null ? failure : failure.getCause();
            return new BrokenHop("at the jump host " + hop + ": " + StageFailure.reason(why), failure);
        }
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
                    taken = ForwardChannel.this.read(buffer, offset, length, Deadline.after(LONG));
                }
                return taken;
            } catch (NetStacksException e) {
                throw BrokenHop.found(link.endpoint(), e);
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
                ForwardChannel.this.write(buffer, offset, length, Deadline.after(LONG));
            } catch (NetStacksException e) {
                throw new BrokenHop("the way through the jump host " + link.endpoint() + " takes nothing any more", e);
            }
        }
    }
}
