package io.netstacks.core.internal.ssh;

import io.netstacks.core.internal.login.LoginPrompt;
import java.util.Optional;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AuthPassword;
import net.schmizz.sshj.userauth.password.PasswordFinder;

/**
 * Shows a password, and never changes it: where the server demands a new one (RFC 4252 section 8), the login ends. The
 * library would send an empty one. Confined to one login.
 */
final class PasswordLogin extends AuthPassword {

    private volatile Optional<LoginPrompt> demand = Optional.empty();

    PasswordLogin(PasswordFinder password) {
        super(password);
    }

    @Override
    public void handle(Message message, SSHPacket packet) throws UserAuthException, TransportException {
        if (message != Message.USERAUTH_60) {
            super.handle(message, packet);
            return;
        }
        try {
            demand = Optional.of(new LoginPrompt(packet.readString()));
        } catch (Buffer.BufferException e) {
            throw new TransportException(e);
        }
        throw new UserAuthException("the password has expired");
    }

    /** Returns what the server said when it demanded a new password. */
    Optional<LoginPrompt> demand() {
        return demand;
    }
}
