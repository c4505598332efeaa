package io.netstacks.core.internal.ssh;

import com.hierynomus.sshj.key.KeyAlgorithm;
import com.hierynomus.sshj.key.KeyAlgorithms;
import com.hierynomus.sshj.signature.SignatureEdDSA;
import java.io.ByteArrayOutputStream;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Optional;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.common.SSHRuntimeException;
import net.schmizz.sshj.signature.Signature;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * ssh-ed25519 signatures (RFC 8709), verified with Bouncy Castle's arithmetic, used without its security provider: the
 * JDK's own takes eight times as long. Signing, which only logins with such a key do, is left to sshj and the JDK.
 */
final class EdwardsSignature implements Signature {

    private static final String NAME = KeyType.ED25519.toString();

    /** A public key of this kind in X.509 is a head of fixed length and the key (RFC 8410). */
    private static final int X509_HEAD = 12;

    private Optional<Signature> signing = Optional.empty();
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private byte[] publicKey = {};

    /** Returns what makes host key algorithms that verify with these. */
    static Factory.Named<KeyAlgorithm> algorithm() {
        return new KeyAlgorithms.Factory(NAME, new SignatureFactory(), KeyType.ED25519);
    }

    private static final class SignatureFactory implements Factory.Named<Signature> {

        @Override
        public String getName() {
            return NAME;
        }

        @Override
        public Signature create() {
            return new EdwardsSignature();
        }
    }

    @Override
    public String getSignatureName() {
        return NAME;
    }

    @Override
    public void initVerify(PublicKey key) {
        byte[] encoded = KeyType.fromKey(key) == KeyType.ED25519 ? key.getEncoded() : new byte[0];
        if (encoded.length != X509_HEAD + Ed25519.PUBLIC_KEY_SIZE) {
            throw new SSHRuntimeException("a key of the kind " + key.getAlgorithm() + " instead of " + NAME);
        }
        publicKey = Arrays.copyOfRange(encoded, X509_HEAD, encoded.length);
        message.reset();
    }

    @Override
    public void initSign(PrivateKey key) {
        Signature jdk = new SignatureEdDSA.Factory().create();
        jdk.initSign(key);
        signing = Optional.of(jdk);
    }

    @Override
    public void update(byte[] part) {
        update(part, 0, part.length);
    }

    @Override
    public void update(byte[] part, int offset, int length) {
        if (signing.isPresent()) {
            signing.get().update(part, offset, length);
        } else {
            message.write(part, offset, length);
        }
    }

    @Override
    public byte[] sign() {
        return signing.orElseThrow().sign();
    }

    @Override
    public byte[] encode(byte[] signature) {
        return signature; // as it is on the wire
    }

    @Override
    public boolean verify(byte[] encoded) {
        byte[] signed = message.toByteArray();
        byte[] signature = signatureIn(encoded);
        return signature.length == Ed25519.SIGNATURE_SIZE
                && Ed25519.verify(signature, 0, publicKey, 0, signed, 0, signed.length);
    }

    private static byte[] signatureIn(byte[] encoded) {
        Buffer.PlainBuffer buffer = new Buffer.PlainBuffer(encoded);
        try {
            String name = buffer.readString();
            if (!name.equals(NAME)) {
                throw new SSHRuntimeException("a signature of the kind " + name + " instead of " + NAME);
            }
            return buffer.readBytes();
        } catch (Buffer.BufferException e) {
            throw new SSHRuntimeException(e);
        }
    }
}
