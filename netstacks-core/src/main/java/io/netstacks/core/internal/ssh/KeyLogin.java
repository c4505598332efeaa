package io.netstacks.core.internal.ssh;

import java.io.IOException;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.method.AuthPublickey;

/**
 * Shows a public key. The library offers an RSA key with SHA-512, SHA-256 and SHA-1, one after the other; a server that knows
 * the last one only counts the others as failed logins, and many devices allow but a few. Confined to one login.
 */
final class KeyLogin extends AuthPublickey {

    /** The two of RFC 8332, which are before SHA-1 in every profile that has it. */
    private static final int NEWER_SIGNATURES = 2;

    private final boolean oldRsa;
    private boolean begun;

    KeyLogin(KeyProvider keys, boolean oldRsa) {
        super(keys);
        this.oldRsa = oldRsa;
    }

    @Override
    protected SSHPacket putPubKey(SSHPacket request) throws UserAuthException {
        if (oldRsa && !begun && isRsa()) {
            super.putPubKey(new SSHPacket(Message.USERAUTH_REQUEST)); // now it has its list
            for (int i = 0; i < NEWER_SIGNATURES; i++) {
                shouldRetry();
            }
        }
        begun = true;
        return super.putPubKey(request);
    }

    private boolean isRsa() throws UserAuthException {
        try {
            return kProv.getType() == KeyType.RSA;
        } catch (IOException e) {
            throw new UserAuthException("no type of the key", e);
        }
    }
}
