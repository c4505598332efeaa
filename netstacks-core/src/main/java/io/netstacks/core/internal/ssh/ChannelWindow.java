package io.netstacks.core.internal.ssh;

import java.io.IOException;
import java.util.function.IntSupplier;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.Window;
import net.schmizz.sshj.transport.Transport;

/** Keeps the receive window open as data is read, not as it arrives, so that a slow reader slows the peer down. */
final class ChannelWindow {

    private final SshLink link;
    private final Transport transport;
    private final Window.Local window;
    private final IntSupplier recipient;

    ChannelWindow(SshLink link, Window.Local window, IntSupplier recipient) {
        this.link = link;
        transport = link.client().getTransport();
        this.window = window;
        this.recipient = recipient;
    }

    /** Reads the length of the data in a packet, and counts it. */
    int accept(SSHPacket packet) throws SSHException {
        int length;
        try {
            length = packet.readUInt32AsInt();
        } catch (Buffer.BufferException e) {
            throw new ConnectionException(e);
        }
        if (length < 0 || length > packet.available()) {
            throw new ConnectionException("the peer sent " + length + " bytes in a packet of " + packet.available());
        }
        synchronized (window) {
            window.consume(length);
        }
        return length;
    }

    /** Tells the peer that it may send more, once half of the window is used. */
    void widen() {
        synchronized (window) {
            long adjustment = window.neededAdjustment();
            if (adjustment > 0) {
                try {
                    link.guarded(
                            SshLink.stall(),
                            () -> transport.write(new SSHPacket(Message.CHANNEL_WINDOW_ADJUST)
                                    .putUInt32FromInt(recipient.getAsInt())
                                    .putUInt32(adjustment)));
                    window.expand(adjustment);
                } catch (IOException e) {
                    transport.die(e); // the channel gets the same error and tells its reader
                }
            }
        }
    }
}
