package io.netstacks.core.internal.ssh;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Arrays;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.common.SSHRuntimeException;
import net.schmizz.sshj.signature.Signature;
import net.schmizz.sshj.transport.Transport;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.transport.digest.SHA256;
import net.schmizz.sshj.transport.kex.KeyExchange;
import net.schmizz.sshj.transport.kex.KeyExchangeBase;
import org.bouncycastle.math.ec.rfc7748.X25519;

/**
 * The client's side of curve25519-sha256 (RFC 8731) with Bouncy Castle's arithmetic, used without its security provider:
 * the JDK's own takes several times as long. Refuses public keys of a wrong length, and those that make the secret zero.
 */
final class CurveExchange extends KeyExchangeBase {

    private final byte[] privateKey = new byte[X25519.SCALAR_SIZE];
    private final byte[] publicKey = new byte[X25519.POINT_SIZE];
    private BigInteger secret = BigInteger.ZERO;

    private CurveExchange() {
        super(new SHA256());
    }

    /** Returns what makes them, under one of the two names of this exchange. */
    static Factory.Named<KeyExchange> named(String name) {
        return new Factory.Named<>() {
            @Override
            public String getName() {
                return name;
            }

            @Override
            public KeyExchange create() {
                return new CurveExchange();
            }
        };
    }

    @Override
    public void init(Transport transport, String serverId, String clientId, byte[] serverInit, byte[] clientInit)
            throws GeneralSecurityException, TransportException {
        super.init(transport, serverId, clientId, serverInit, clientInit);
        digest.init();
        transport.getConfig().getRandomFactory().create().fill(privateKey);
        X25519.clampPrivateKey(privateKey);
        X25519.generatePublicKey(privateKey, 0, publicKey, 0);
        transport.write(new SSHPacket(Message.KEXDH_INIT).putBytes(publicKey));
    }

    @Override
    public boolean next(Message message, SSHPacket packet) throws TransportException {
        if (message != Message.KEXDH_31) {
            throw failed("the peer sent " + message + " instead of its part of the key exchange");
        }
        byte[] keyBlob;
        byte[] peerKey;
        byte[] proof;
        try {
            keyBlob = packet.readBytes();
            peerKey = packet.readBytes();
            proof = packet.readBytes();
            hostKey = new Buffer.PlainBuffer(keyBlob).readPublicKey();
        } catch (Buffer.BufferException e) {
            throw new TransportException(DisconnectReason.KEY_EXCHANGE_FAILED, e);
        }
        secret = agree(peerKey);
        H = hash(keyBlob, peerKey);
        if (!isProven(hostKey, proof)) {
            throw failed("the peer does not have the host key that it shows: its signature is wrong");
        }
        return true;
    }

    private BigInteger agree(byte[] peerKey) throws TransportException {
        if (peerKey.length != X25519.POINT_SIZE) {
            throw failed("the peer's public key has " + peerKey.length + " bytes instead of " + X25519.POINT_SIZE);
        }
        byte[] shared = new byte[X25519.POINT_SIZE];
        try {
            if (!X25519.calculateAgreement(privateKey, 0, peerKey, 0, shared, 0)) {
                throw failed("the peer's public key makes the shared secret zero");
            }
            return new BigInteger(1, shared);
        } finally {
            Arrays.fill(privateKey, (byte) 0);
            Arrays.fill(shared, (byte) 0);
        }
    }

    private byte[] hash(byte[] keyBlob, byte[] peerKey) {
        Buffer.PlainBuffer input = initializedBuffer()
                .putString(keyBlob)
                .putBytes(publicKey)
                .putBytes(peerKey)
                .putMPInt(secret);
        digest.update(input.array(), input.rpos(), input.available());
        return digest.digest();
    }

    private boolean isProven(PublicKey key, byte[] proof) throws TransportException {
        try {
            Signature signature = trans.getHostKeyAlgorithm().newSignature();
            signature.initVerify(key);
            signature.update(H);
            return signature.verify(proof);
        } catch (SSHRuntimeException e) { // a key of another kind than agreed on, a signature that is none
            throw new TransportException(
                    DisconnectReason.KEY_EXCHANGE_FAILED, "the host key or its signature is malformed", e);
        }
    }

    private static TransportException failed(String why) {
        return new TransportException(DisconnectReason.KEY_EXCHANGE_FAILED, why);
    }

    @Override
    public BigInteger getK() {
        return secret;
    }
}
