package io.netstacks.core.internal.ssh;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.SSHRuntimeException;
import net.schmizz.sshj.transport.cipher.Cipher;
import org.bouncycastle.crypto.engines.ChaChaEngine;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * The cipher chacha20-poly1305@openssh.com (OpenSSH, PROTOCOL.chacha20poly1305) with Bouncy Castle's arithmetic, used without
 * its security provider. A packet has two keys: one hides its length, so that a reader knows how much to wait for, and one
 * its content; the tag behind it is of both as they are on the wire, and is checked before the content is deciphered.
 * Confined to one direction of one connection.
 */
final class ChaChaPoly implements Cipher {

    private static final String NAME = "chacha20-poly1305@openssh.com";
    private static final int KEY_SIZE = 32;
    private static final int BLOCK_SIZE = 64;
    private static final int LENGTH_SIZE = 4;
    private static final int TAG_SIZE = 16;

    private final ChaChaEngine lengths = new ChaChaEngine();
    private final ChaChaEngine contents = new ChaChaEngine();
    private final Poly1305 tags = new Poly1305();
    private final byte[] hiddenLength = new byte[LENGTH_SIZE];
    private final byte[] tag = new byte[TAG_SIZE];
    private KeyParameter lengthKey = new KeyParameter(new byte[KEY_SIZE]);
    private KeyParameter contentKey = lengthKey;
    private boolean encrypts;

    private ChaChaPoly() {}

    /** Returns what makes them. */
    static Factory.Named<Cipher> cipher() {
        return new Factory.Named<>() {
            @Override
            public String getName() {
                return NAME;
            }

            @Override
            public Cipher create() {
                return new ChaChaPoly();
            }
        };
    }

    /** Returns how long the key is, which sshj calls so. */
    @Override
    public int getBlockSize() {
        return 2 * KEY_SIZE;
    }

    /** Returns nothing: the number of the packet is what makes each different. */
    @Override
    public int getIVSize() {
        return 0;
    }

    @Override
    public int getAuthenticationTagSize() {
        return TAG_SIZE;
    }

    @Override
    public void init(Mode mode, byte[] key, byte[] iv) {
        encrypts = mode == Mode.Encrypt;
        contentKey = new KeyParameter(key, 0, KEY_SIZE);
        lengthKey = new KeyParameter(key, KEY_SIZE, KEY_SIZE);
    }

    /** Begins a packet. */
    @Override
    public void setSequenceNumber(long number) {
        byte[] nonce = ByteBuffer.allocate(Long.BYTES).putLong(number).array();
        lengths.init(encrypts, new ParametersWithIV(lengthKey, nonce));
        contents.init(encrypts, new ParametersWithIV(contentKey, nonce));
        byte[] first = new byte[BLOCK_SIZE];
        contents.processBytes(first, 0, first.length, first, 0); // the first block makes the key of the tag
        tags.init(new KeyParameter(first, 0, KEY_SIZE));
    }

    /** Hides or shows the length of a packet, in its place. */
    @Override
    public void updateAAD(byte[] data, int offset, int length) {
        if (length != LENGTH_SIZE) {
            throw new SSHRuntimeException("a packet begins with a length of " + length + " bytes");
        }
        if (!encrypts) {
            System.arraycopy(data, offset, hiddenLength, 0, length);
        }
        lengths.processBytes(data, offset, length, data, offset);
        if (encrypts) {
            System.arraycopy(data, offset, hiddenLength, 0, length);
        }
    }

    @Override
    public void updateAAD(byte[] data) {
        updateAAD(data, 0, data.length);
    }

    @Override
    public void updateWithAAD(byte[] data, int offset, int lengthSize, int size) {
        updateAAD(data, offset, lengthSize);
        update(data, offset + lengthSize, size);
    }

    /** Hides a content and puts the tag behind it, or checks the tag behind it and shows it, in its place. */
    @Override
    public void update(byte[] data, int offset, int size) {
        if (encrypts) {
            contents.processBytes(data, offset, size, data, offset);
            tag(data, offset, size);
            System.arraycopy(tag, 0, data, offset + size, TAG_SIZE);
        } else {
            tag(data, offset, size);
            byte[] shown = Arrays.copyOfRange(data, offset + size, offset + size + TAG_SIZE);
            if (!MessageDigest.isEqual(tag, shown)) {
                throw new SSHRuntimeException("a packet was changed on its way: its tag is wrong");
            }
            contents.processBytes(data, offset, size, data, offset);
        }
    }

    private void tag(byte[] data, int offset, int size) {
        tags.update(hiddenLength, 0, LENGTH_SIZE);
        tags.update(data, offset, size);
        tags.doFinal(tag, 0);
    }
}
