package io.netstacks.core.internal.ssh;

import java.nio.charset.StandardCharsets;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.Transport;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthImpl;

/**
 * The login service of one connection. The library keeps the last banner only and takes one of more than 32 KB for an attack;
 * and once a method was a part of a success, it calls every later refusal one, too. Safe for use by many threads.
 */
final class LoginService extends UserAuthImpl {

    private static final int MOST_BANNER = 64 * 1024;

    private final StringBuilder banners = new StringBuilder();
    private volatile boolean partial;

    LoginService(Transport transport) {
        super(transport);
    }

    @Override
    public void handle(Message message, SSHPacket packet) throws SSHException {
        if (message == Message.USERAUTH_BANNER) {
            keep(packet);
            return;
        }
        if (message == Message.USERAUTH_FAILURE) {
            partial = isPartial(packet);
        }
        super.handle(message, packet);
    }

    private void keep(SSHPacket packet) throws TransportException {
        try {
            long told = packet.readUInt32();
            synchronized (banners) {
                int length = (int) Math.min(Math.min(told, packet.available()), MOST_BANNER - banners.length());
                banners.append(new String(packet.array(), packet.rpos(), length, StandardCharsets.UTF_8));
            }
        } catch (Buffer.BufferException e) {
            throw new TransportException(e);
        }
    }

    private static boolean isPartial(SSHPacket packet) throws TransportException {
        int start = packet.rpos();
        try {
            packet.readString();
            return packet.readBoolean();
        } catch (Buffer.BufferException e) {
            throw new TransportException(e);
        } finally {
            packet.rpos(start);
        }
    }

    /** Returns all that the server has shown, at most 64 Ki characters. */
    @Override
    public String getBanner() {
        synchronized (banners) {
            return banners.toString();
        }
    }

    /** Tells whether the last method that was refused was a part of a success (RFC 4252, section 5.1). */
    @Override
    public boolean hadPartialSuccess() {
        return partial;
    }
}
