package io.netstacks.core.store;

import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.StoreException;
import io.netstacks.spi.store.KeyProvider;
import io.netstacks.spi.store.KeyProvider.DataKey;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals bytes so that they can lie in a database: AES-256-GCM (NIST SP 800-38D) under a key of a {@link KeyProvider}, with
 * a random nonce of 12 bytes. What is sealed is bound to its purpose and to the name of its record, so a row that somebody
 * moves under another name does not open. It opens with exactly the right key, or not at all.
 *
 * <p>Layout: version (1 byte, now 1), length of the key id (1 byte), key id (UTF-8), nonce (12 bytes), ciphertext with its
 * tag (16 bytes). A random nonce serves 2<sup>32</sup> seals under one key; rotate before that.
 *
 * <p>Safe for use by many threads.
 */
public final class SecretBox {

    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BYTES = 32;
    private static final int MAX_KEY_ID_BYTES = 255;

    private final KeyProvider keys;
    private final SecureRandom random = new SecureRandom();

    private SecretBox(KeyProvider keys) {
        this.keys = keys;
    }

    /**
     * Returns a box that takes its keys from there, and asks for the current one at once.
     *
     * @throws InvalidInputException if the current key is none
     */
    public static SecretBox with(KeyProvider keys) {
        SecretBox box = new SecretBox(keys);
        DataKey current = keys.current();
        Arrays.fill(keyBytes(current), (byte) 0);
        header(current.id());
        return box;
    }

    /** Returns the id of the key that {@link #seal} uses now. */
    public String currentKeyId() {
        return keys.current().id();
    }

    /**
     * Seals.
     *
     * @param purpose what sort of record it is, for example {@code credential}
     * @param name the name of the record
     * @param clear what is to be sealed; wiping it is the caller's
     */
    public byte[] seal(String purpose, String name, byte[] clear) {
        DataKey key = keys.current();
        byte[] header = header(key.id());
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, header, purpose, name)
                    .doFinal(clear);
            return ByteBuffer.allocate(header.length + nonce.length + sealed.length)
                    .put(header)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw StoreException.permanent(purpose + " \"" + name + "\" could not be encrypted: nothing was stored", e);
        }
    }

    /**
     * Opens what {@link #seal} made; wiping the result is the caller's.
     *
     * @throws StoreException if the key is not known or another one, or the bytes were changed or belong to another record
     */
    public byte[] open(String purpose, String name, byte[] sealed) {
        String what = purpose + " \"" + name + "\"";
        try {
            ByteBuffer in = ByteBuffer.wrap(sealed);
            String keyId = readKeyId(in, what);
            byte[] header = Arrays.copyOf(sealed, in.position());
            byte[] nonce = new byte[NONCE_BYTES];
            in.get(nonce);
            if (in.remaining() < TAG_BITS / Byte.SIZE) {
                // The JDK fails in its own way on less than a tag
                throw damaged(what);
            }
            DataKey key = keys.find(keyId)
                    .orElseThrow(() -> StoreException.permanent(
                            what + " is encrypted with key \"" + keyId
                                    + "\", which is not known here: give the key provider that key too",
                            null));
            return cipher(Cipher.DECRYPT_MODE, key, nonce, header, purpose, name)
                    .doFinal(sealed, in.position(), in.remaining());
        } catch (GeneralSecurityException e) {
            throw StoreException.permanent(
                    what + " does not open: another key under the same id, or its bytes were changed or moved", e);
        } catch (BufferUnderflowException e) {
            throw damaged(what);
        }
    }

    /**
     * Returns the id of the key that something is sealed with.
     *
     * @throws StoreException if it is not sealed
     */
    public static String keyId(byte[] sealed) {
        try {
            return readKeyId(ByteBuffer.wrap(sealed), "a record");
        } catch (BufferUnderflowException e) {
            throw damaged("a record");
        }
    }

    private static String readKeyId(ByteBuffer in, String what) {
        byte version = in.get();
        if (version != VERSION) {
            throw StoreException.permanent(
                    what + " is sealed in format " + version + ", this code knows format " + VERSION
                            + ": it was written by a newer release, or it is damaged",
                    null);
        }
        byte[] id = new byte[in.get() & 0xff];
        in.get(id);
        return new String(id, StandardCharsets.UTF_8);
    }

    private static byte[] header(String keyId) {
        byte[] id = keyId.getBytes(StandardCharsets.UTF_8);
        if (id.length == 0 || id.length > MAX_KEY_ID_BYTES) {
            throw InvalidInputException.of("a key id has 1 to " + MAX_KEY_ID_BYTES + " bytes, not " + id.length);
        }
        return ByteBuffer.allocate(2 + id.length)
                .put(VERSION)
                .put((byte) id.length)
                .put(id)
                .array();
    }

    private static Cipher cipher(int mode, DataKey key, byte[] nonce, byte[] header, String purpose, String name)
            throws GeneralSecurityException {
        byte[] raw = keyBytes(key);
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(raw, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(header);
            cipher.updateAAD(place(purpose, name));
            return cipher;
        } finally {
            Arrays.fill(raw, (byte) 0);
        }
    }

    /** The length first, so that no two pairs of purpose and name are the same bytes. */
    private static byte[] place(String purpose, String name) {
        byte[] first = purpose.getBytes(StandardCharsets.UTF_8);
        byte[] second = name.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(4 + first.length + second.length)
                .putInt(first.length)
                .put(first)
                .put(second)
                .array();
    }

    /** Returns the 32 bytes of a key; wiping them is the caller's. */
    static byte[] keyBytes(DataKey key) {
        return key.key().useUtf8(base64 -> {
            try {
                byte[] raw = Base64.getDecoder().decode(base64);
                if (raw.length == KEY_BYTES) {
                    return raw;
                }
                Arrays.fill(raw, (byte) 0);
            } catch (IllegalArgumentException notBase64) {
                throw badKey(key.id());
            }
            throw badKey(key.id());
        });
    }

    private static InvalidInputException badKey(String id) {
        return InvalidInputException.of(
                "key \"" + id + "\" must be 32 random bytes in base64, as \"openssl rand -base64 32\" prints them");
    }

    private static StoreException damaged(String what) {
        return StoreException.permanent(what + " is too short to be sealed: it is damaged", null);
    }
}
