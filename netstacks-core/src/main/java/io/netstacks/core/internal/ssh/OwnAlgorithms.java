package io.netstacks.core.internal.ssh;

import com.hierynomus.sshj.key.KeyAlgorithm;
import java.util.List;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.transport.cipher.Cipher;
import net.schmizz.sshj.transport.kex.KeyExchange;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Implementations that take the place of sshj's of the same names: the curves, because ours cost a fraction of the CPU time,
 * and a cipher, because sshj's needs a security provider that nobody may have registered. Immutable.
 */
record OwnAlgorithms(
        List<Factory.Named<KeyExchange>> exchanges,
        List<Factory.Named<KeyAlgorithm>> keys,
        List<Factory.Named<Cipher>> ciphers) {

    private static final Logger LOG = LoggerFactory.getLogger(OwnAlgorithms.class);

    /** Returns none: everything is sshj's and the JDK's. */
    static OwnAlgorithms none() {
        return new OwnAlgorithms(List.of(), List.of(), List.of());
    }

    /** Returns those of Bouncy Castle, or none where a host has left its library out, or has one without them. */
    static OwnAlgorithms found() {
        try {
            X25519.precompute();
            Ed25519.precompute();
            return new OwnAlgorithms(
                    List.of(
                            CurveExchange.named("curve25519-sha256"),
                            CurveExchange.named("curve25519-sha256@libssh.org")),
                    List.of(EdwardsSignature.algorithm()),
                    List.of(ChaChaPoly.cipher()));
        } catch (LinkageError e) {
            LOG.info("no Bouncy Castle: curve25519 and ed25519 are the JDK's, and logins cost more CPU time;"
                    + " there is no chacha20-poly1305");
            return none();
        }
    }
}
