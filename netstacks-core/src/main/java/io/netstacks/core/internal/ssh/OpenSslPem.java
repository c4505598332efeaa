package io.netstacks.core.internal.ssh;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Opens private keys in the old encrypted PEM form (RFC 1421 headers with OpenSSL's {@code DEK-Info}, the key derived by
 * {@code EVP_BytesToKey} with MD5), which sshj leaves to Bouncy Castle.
 */
final class OpenSslPem {

    private static final Pattern ENCRYPTED =
            Pattern.compile("(?s)-----BEGIN ([A-Z ]+)-----\\s+Proc-Type: 4,ENCRYPTED\\s+"
                    + "DEK-Info: ([A-Z0-9-]+),([0-9A-Fa-f]+)\\s+([A-Za-z0-9+/=\\s]+)-----END \\1-----");

    private OpenSslPem() {}

    /** Returns how the key is encrypted, if it is in this way. */
    static Optional<String> cipher(String key) {
        Matcher parts = ENCRYPTED.matcher(key);
        return parts.find() ? Optional.of(parts.group(2)) : Optional.empty();
    }

    /**
     * Returns the key without its encryption, or as it is if it has none of this form.
     *
     * @throws NoSuchAlgorithmException if the cipher is none of AES-CBC and DES-EDE3-CBC
     * @throws GeneralSecurityException if the passphrase is wrong
     */
    static String opened(String key, byte[] passphrase) throws GeneralSecurityException {
        Matcher parts = ENCRYPTED.matcher(key);
        if (!parts.find()) {
            return key;
        }
        String name = parts.group(2).toUpperCase(Locale.ROOT);
        boolean des = name.equals("DES-EDE3-CBC");
        if (!des && !name.matches("AES-(128|192|256)-CBC")) {
            throw new NoSuchAlgorithmException(name);
        }
        int size = des ? 24 : Integer.parseInt(name.substring(4, 7)) / 8;
        byte[] iv = HexFormat.of().parseHex(parts.group(3));
        byte[] secret = derive(passphrase, Arrays.copyOf(iv, 8), size);
        Cipher cipher = Cipher.getInstance(des ? "DESede/CBC/PKCS5Padding" : "AES/CBC/PKCS5Padding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(secret, des ? "DESede" : "AES"), new IvParameterSpec(iv));
        byte[] open = cipher.doFinal(Base64.getMimeDecoder().decode(parts.group(4)));
        if (!Der.isSequence(open)) {
            throw new BadPaddingException("no key comes out");
        }
        return Pem.framed(parts.group(1), open);
    }

    private static byte[] derive(byte[] passphrase, byte[] salt, int size) throws GeneralSecurityException {
        MessageDigest md5 = MessageDigest.getInstance("MD5");
        byte[] key = new byte[0];
        byte[] block = new byte[0];
        while (key.length < size) {
            md5.update(block);
            md5.update(passphrase);
            block = md5.digest(salt);
            key = Arrays.copyOf(key, key.length + block.length);
            System.arraycopy(block, 0, key, key.length - block.length, block.length);
        }
        return Arrays.copyOf(key, size);
    }
}
