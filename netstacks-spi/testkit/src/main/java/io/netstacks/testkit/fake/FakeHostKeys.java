package io.netstacks.testkit.fake;

import io.netstacks.spi.transport.HostKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** Makes host keys. */
final class FakeHostKeys {

    KeyPair generate(FakeAlgorithms algorithms) {
        try {
            if (algorithms == FakeAlgorithms.LEGACY) {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                return generator.generateKeyPair();
            }
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform makes RSA and EC keys", e);
        }
    }

    static HostKey describe(PublicKey key) {
        ByteArrayBuffer wire = new ByteArrayBuffer();
        wire.putRawPublicKey(key);
        return new HostKey(KeyUtils.getKeyType(key), Base64.getEncoder().encodeToString(wire.getCompactData()));
    }
}
