package io.netstacks.core.store;

import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.platform.SecretMark;
import io.netstacks.spi.store.KeyProvider.DataKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hides secrets behind marks: HMAC-SHA256 (RFC 2104) under a key that is derived from a data key and used for nothing else.
 * The same secret has the same mark under the same key, wherever it stands. Safe for use by many threads.
 */
public final class SecretMarks {

    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] PURPOSE = "netstacks masked secret 1".getBytes(StandardCharsets.UTF_8);

    private final String keyId;
    private final SecretKeySpec key;

    private SecretMarks(String keyId, SecretKeySpec key) {
        this.keyId = keyId;
        this.key = key;
    }

    /**
     * Returns the marks of a key.
     *
     * @throws InvalidInputException if it is none
     */
    public static SecretMarks under(DataKey dataKey) {
        byte[] raw = SecretBox.keyBytes(dataKey);
        byte[] derived = hash(new SecretKeySpec(raw, ALGORITHM), PURPOSE);
        Arrays.fill(raw, (byte) 0);
        SecretKeySpec key = new SecretKeySpec(derived, ALGORITHM);
        Arrays.fill(derived, (byte) 0);
        return new SecretMarks(dataKey.id(), key);
    }

    /** Returns the id of the key. */
    public String keyId() {
        return keyId;
    }

    /** Returns the mark of a secret. */
    public String of(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        try {
            return SecretMark.of(keyId, HexFormat.of().formatHex(hash(key, bytes)));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static byte[] hash(SecretKeySpec key, byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }

    @Override
    public String toString() {
        return "SecretMarks[" + keyId + "]";
    }
}
