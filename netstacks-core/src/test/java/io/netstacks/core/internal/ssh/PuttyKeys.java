package io.netstacks.core.internal.ssh;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Writes private keys as PuTTY (PuTTY 0.80, appendix C) and OpenSSL do, for tests. */
final class PuttyKeys {

    private static final String COMMENT = "kim";

    private PuttyKeys() {}

    static String version2(KeyPair pair, String passphrase) throws GeneralSecurityException {
        String encryption = passphrase.isEmpty() ? "none" : "aes256-cbc";
        byte[] open = publicPart(pair);
        byte[] hidden = privatePart(pair);
        if (!passphrase.isEmpty()) {
            hidden = padded(hidden);
        }
        MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
        sha1.update("putty-private-key-file-mac-key".getBytes(StandardCharsets.US_ASCII));
        byte[] macKey = sha1.digest(passphrase.getBytes(StandardCharsets.US_ASCII));
        String mac = mac("HmacSHA1", macKey, encryption, open, hidden);
        return text(2, encryption, "", open, passphrase.isEmpty() ? hidden : encrypted(hidden, passphrase), mac);
    }

    static String version3(KeyPair pair) throws GeneralSecurityException {
        byte[] open = publicPart(pair);
        byte[] hidden = privatePart(pair);
        return text(3, "none", "", open, hidden, mac("HmacSHA256", new byte[1], "none", open, hidden));
    }

    static String version3(KeyPair pair, String passphrase) throws GeneralSecurityException {
        byte[] salt = HexFormat.of().parseHex("00112233445566778899aabbccddeeff");
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(8192)
                .withIterations(13)
                .withParallelism(1)
                .withSalt(salt)
                .build());
        byte[] made = new byte[80];
        argon2.generateBytes(passphrase.getBytes(StandardCharsets.US_ASCII), made);
        byte[] open = publicPart(pair);
        byte[] hidden = padded(privatePart(pair));
        Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(made, 0, 32, "AES"), new IvParameterSpec(made, 32, 16));
        return text(
                3,
                "aes256-cbc",
                "Key-Derivation: Argon2id\nArgon2-Memory: 8192\nArgon2-Passes: 13\nArgon2-Parallelism: 1\nArgon2-Salt: "
                        + HexFormat.of().formatHex(salt) + "\n",
                open,
                cipher.doFinal(hidden),
                mac("HmacSHA256", Arrays.copyOfRange(made, 48, 80), "aes256-cbc", open, hidden));
    }

    private static String text(int version, String encryption, String more, byte[] open, byte[] hidden, String mac) {
        return "PuTTY-User-Key-File-" + version + ": ssh-rsa\nEncryption: " + encryption + "\nComment: " + COMMENT
                + "\n" + "Public-Lines: " + lines(open) + more + "Private-Lines: " + lines(hidden) + "Private-MAC: "
                + mac + "\n";
    }

    private static String lines(byte[] bytes) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return text.lines().count() + "\n" + text + "\n";
    }

    private static byte[] publicPart(KeyPair pair) {
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) pair.getPrivate();
        return strings(
                "ssh-rsa".getBytes(StandardCharsets.US_ASCII), bytes(key.getPublicExponent()), bytes(key.getModulus()));
    }

    private static byte[] privatePart(KeyPair pair) {
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) pair.getPrivate();
        return strings(
                bytes(key.getPrivateExponent()),
                bytes(key.getPrimeP()),
                bytes(key.getPrimeQ()),
                bytes(key.getCrtCoefficient()));
    }

    private static byte[] bytes(BigInteger number) {
        return number.toByteArray();
    }

    private static byte[] strings(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(ByteBuffer.allocate(4).putInt(part.length).array());
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static String mac(String algorithm, byte[] key, String encryption, byte[] open, byte[] hidden)
            throws GeneralSecurityException {
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(key, algorithm));
        return HexFormat.of()
                .formatHex(mac.doFinal(strings(
                        "ssh-rsa".getBytes(StandardCharsets.US_ASCII),
                        encryption.getBytes(StandardCharsets.US_ASCII),
                        COMMENT.getBytes(StandardCharsets.US_ASCII),
                        open,
                        hidden)));
    }

    private static byte[] padded(byte[] bytes) throws GeneralSecurityException {
        int size = (bytes.length + 15) / 16 * 16;
        byte[] filler = MessageDigest.getInstance("SHA-1").digest(bytes);
        byte[] padded = Arrays.copyOf(bytes, size);
        System.arraycopy(filler, 0, padded, bytes.length, size - bytes.length);
        return padded;
    }

    private static byte[] encrypted(byte[] bytes, String passphrase) throws GeneralSecurityException {
        byte[] key = new byte[40];
        for (int i = 0; i < 2; i++) {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(new byte[] {0, 0, 0, (byte) i});
            sha1.update(passphrase.getBytes(StandardCharsets.US_ASCII));
            System.arraycopy(sha1.digest(), 0, key, i * 20, 20);
        }
        Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, 0, 32, "AES"), new IvParameterSpec(new byte[16]));
        return cipher.doFinal(bytes);
    }

    /** Returns the key as in RFC 8017, A.1.2. */
    static byte[] pkcs1(RSAPrivateCrtKey key) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (BigInteger number : new BigInteger[] {
            BigInteger.ZERO,
            key.getModulus(),
            key.getPublicExponent(),
            key.getPrivateExponent(),
            key.getPrimeP(),
            key.getPrimeQ(),
            key.getPrimeExponentP(),
            key.getPrimeExponentQ(),
            key.getCrtCoefficient()
        }) {
            content.writeBytes(der(2, bytes(number)));
        }
        return der(0x30, content.toByteArray());
    }

    /** Returns a key on P-256 as in RFC 5915, 3. */
    static byte[] sec1(KeyPair pair) {
        ECPublicKey open = (ECPublicKey) pair.getPublic();
        ByteArrayOutputStream point = new ByteArrayOutputStream();
        point.writeBytes(new byte[] {0, 4});
        point.writeBytes(fixed(open.getW().getAffineX()));
        point.writeBytes(fixed(open.getW().getAffineY()));
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(der(2, new byte[] {1}));
        content.writeBytes(der(4, fixed(((ECPrivateKey) pair.getPrivate()).getS())));
        content.writeBytes(der(0xa0, der(6, HexFormat.of().parseHex("2a8648ce3d030107"))));
        content.writeBytes(der(0xa1, der(3, point.toByteArray())));
        return der(0x30, content.toByteArray());
    }

    private static byte[] fixed(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[32];
        int size = Math.min(bytes.length, 32);
        System.arraycopy(bytes, bytes.length - size, fixed, 32 - size, size);
        return fixed;
    }

    /** Returns a key as {@code openssl rsa -traditional -aes128} writes it. */
    static String openSsl(byte[] pkcs1, String passphrase) throws GeneralSecurityException {
        byte[] iv = HexFormat.of().parseHex("00112233445566778899aabbccddeeff");
        MessageDigest md5 = MessageDigest.getInstance("MD5");
        md5.update(passphrase.getBytes(StandardCharsets.US_ASCII));
        md5.update(iv, 0, 8);
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(md5.digest(), "AES"), new IvParameterSpec(iv));
        return "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,"
                + HexFormat.of().withUpperCase().formatHex(iv) + "\n\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(cipher.doFinal(pkcs1))
                + "\n-----END RSA PRIVATE KEY-----\n";
    }

    /** Returns an EncryptedPrivateKeyInfo as in RFC 8018, B. */
    static byte[] pbes2(byte[] parameters, byte[] hidden) {
        ByteArrayOutputStream algorithm = new ByteArrayOutputStream();
        algorithm.writeBytes(der(6, HexFormat.of().parseHex("2a864886f70d01050d")));
        algorithm.writeBytes(parameters);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(der(0x30, algorithm.toByteArray()));
        content.writeBytes(der(4, hidden));
        return der(0x30, content.toByteArray());
    }

    private static byte[] der(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 128) {
            out.write(content.length);
        } else if (content.length < 256) {
            out.write(0x81);
            out.write(content.length);
        } else {
            out.write(0x82);
            out.write(content.length >> 8);
            out.write(content.length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }
}
