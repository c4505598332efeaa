package io.netstacks.core.internal.ssh;

import io.netstacks.spi.Secret;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Map;
import java.util.Optional;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import net.schmizz.sshj.common.Ed25519KeyFactory;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.jcajce.provider.asymmetric.util.EC5Util;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * Private keys in PKCS#8 as far as sshj and the JDK do not read them: encrypted by PBES2 (RFC 8018, 6.2) with any passphrase,
 * where the JDK takes ASCII and two ciphers; and keys without their public half. Pure functions.
 */
final class Pkcs8 {

    private static final String ED25519 = "2b6570";
    private static final String ON_A_CURVE = "2a8648ce3d0201";
    private static final String PBES2 = "2a864886f70d01050d";
    private static final String PBKDF2 = "2a864886f70d01050c";
    private static final String SCRYPT = "2b06010401da47040b";
    private static final int PUBLIC_HALF = 0xa1;

    /** What a PBKDF2 is made with that does not say so. */
    private static final String HMAC_SHA1 = "2a864886f70d0207";

    private static final Map<String, String> HASHES = Map.of(
            HMAC_SHA1,
            "SHA1",
            "2a864886f70d0208",
            "SHA224",
            "2a864886f70d0209",
            "SHA256",
            "2a864886f70d020a",
            "SHA384",
            "2a864886f70d020b",
            "SHA512");

    private static final Map<String, Lock> LOCKS = Map.of(
            "608648016503040102", new Lock("AES", 16),
            "608648016503040116", new Lock("AES", 24),
            "60864801650304012a", new Lock("AES", 32),
            "2a864886f70d0307", new Lock("DESede", 24));

    /** A thousand times what OpenSSL takes by itself: some seconds. */
    private static final int MOST_ROUNDS = 10_000_000;

    /** Blocks of 128 bytes, 64 MiB of them: four times what OpenSSL takes by itself. */
    private static final int MOST_SCRYPT_BLOCKS = 1 << 19;

    private static final int MOST_SCRYPT_LANES = 16;

    private Pkcs8() {}

    /** A cipher in CBC, and how many bytes its key has. */
    private record Lock(String cipher, int keySize) {}

    /**
     * Returns the key without its encryption.
     *
     * @throws NoSuchAlgorithmException if it is encrypted in a way that is not known
     * @throws GeneralSecurityException if the passphrase is wrong
     */
    static byte[] opened(byte[] key, Secret passphrase) throws GeneralSecurityException, IOException {
        Der info = Der.of(key);
        Der algorithm = info.next();
        byte[] hidden = info.next().bytes();
        byte[] open = algorithm.next().hex().equals(PBES2)
                ? opened(algorithm.next(), hidden, passphrase)
                : openedByJdk(key, passphrase);
        if (!Der.isSequence(open)) {
            throw new BadPaddingException("no key comes out");
        }
        return open;
    }

    private static byte[] opened(Der parameters, byte[] hidden, Secret passphrase) throws GeneralSecurityException {
        Der derivation = parameters.next();
        Der encryption = parameters.next();
        Lock lock = known(LOCKS, encryption.next().hex());
        IvParameterSpec iv = new IvParameterSpec(encryption.next().bytes());
        SecretKeySpec secret = new SecretKeySpec(derived(derivation, passphrase, lock.keySize()), lock.cipher());
        Cipher cipher = Cipher.getInstance(lock.cipher() + "/CBC/PKCS5Padding");
        cipher.init(Cipher.DECRYPT_MODE, secret, iv);
        return cipher.doFinal(hidden);
    }

    private static <T> T known(Map<String, T> all, String identifier) throws NoSuchAlgorithmException {
        T one = all.get(identifier);
        if (one == null) {
            throw new NoSuchAlgorithmException(identifier);
        }
        return one;
    }

    private static byte[] derived(Der derivation, Secret passphrase, int size) throws GeneralSecurityException {
        String name = derivation.next().hex();
        Der parameters = derivation.next();
        byte[] salt = parameters.next().bytes();
        return switch (name) {
            case PBKDF2 -> pbkdf2(parameters, passphrase, salt, size);
            case SCRYPT -> scrypt(parameters, passphrase, salt, size);
            default -> throw new NoSuchAlgorithmException(name);
        };
    }

    private static byte[] pbkdf2(Der parameters, Secret passphrase, byte[] salt, int size)
            throws GeneralSecurityException {
        int rounds = parameters.next().number();
        if (rounds > MOST_ROUNDS) {
            throw new NoSuchAlgorithmException(rounds + " rounds");
        }
        String hash = HMAC_SHA1;
        while (parameters.hasNext()) {
            Der option = parameters.next(); // the length of the key, which the cipher tells, and the hash
            hash = option.tag() == Der.SEQUENCE ? option.next().hex() : hash;
        }
        return SecretKeyFactory.getInstance("PBKDF2WithHmac" + known(HASHES, hash))
                .generateSecret(passphrase.use(text -> new PBEKeySpec(text, salt, rounds, size * Byte.SIZE)))
                .getEncoded();
    }

    private static byte[] scrypt(Der parameters, Secret passphrase, byte[] salt, int size)
            throws NoSuchAlgorithmException {
        int cost = parameters.next().number();
        int blockSize = parameters.next().number();
        int parallel = parameters.next().number();
        if ((long) cost * blockSize > MOST_SCRYPT_BLOCKS || parallel > MOST_SCRYPT_LANES) {
            throw new NoSuchAlgorithmException("scrypt with N=" + cost + ", r=" + blockSize + ", p=" + parallel);
        }
        return passphrase.useUtf8(bytes -> SCrypt.generate(bytes, salt, cost, blockSize, parallel, size));
    }

    /** The DES of old OpenSSL and the 3DES of PKCS#12 are PBES1, of which the JDK has some. */
    private static byte[] openedByJdk(byte[] key, Secret passphrase) throws GeneralSecurityException, IOException {
        EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(key);
        SecretKey secret;
        try {
            secret = SecretKeyFactory.getInstance(info.getAlgName()).generateSecret(passphrase.use(PBEKeySpec::new));
        } catch (InvalidKeySpecException e) {
            throw new NoSuchAlgorithmException("the JDK takes ASCII only", e);
        }
        Cipher cipher = Cipher.getInstance(info.getAlgName());
        cipher.init(Cipher.DECRYPT_MODE, secret, info.getAlgParameters());
        return cipher.doFinal(info.getEncryptedData());
    }

    /**
     * Returns both halves of a key that has the private one only, as all of Ed25519 and those on a curve that Java wrote have;
     * empty if it is another, which sshj reads.
     */
    static Optional<KeyPair> completed(byte[] key) throws GeneralSecurityException {
        Der info = Der.of(key);
        info.next(); // the version
        String kind = info.next().next().hex();
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(key);
        if (kind.equals(ED25519)) {
            EdECPrivateKey hidden =
                    (EdECPrivateKey) KeyFactory.getInstance("Ed25519").generatePrivate(spec);
            byte[] open = new byte[Ed25519.PUBLIC_KEY_SIZE];
            Ed25519.generatePublicKey(hidden.getBytes().orElseThrow(), 0, open, 0);
            return Optional.of(new KeyPair(Ed25519KeyFactory.getPublicKey(open), hidden));
        }
        if (kind.equals(ON_A_CURVE) && !hasPublicHalf(Der.of(info.next().bytes()))) {
            ECPrivateKey hidden = (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(spec);
            return Optional.of(new KeyPair(publicHalf(hidden), hidden));
        }
        return Optional.empty();
    }

    /** RFC 5915, 3. */
    private static boolean hasPublicHalf(Der curveKey) {
        boolean found = false;
        while (curveKey.hasNext()) {
            found |= curveKey.next().tag() == PUBLIC_HALF;
        }
        return found;
    }

    private static PublicKey publicHalf(ECPrivateKey hidden) throws GeneralSecurityException {
        ECParameterSpec curve = hidden.getParams();
        ECPoint point = EC5Util.convertPoint(curve, curve.getGenerator())
                .multiply(hidden.getS())
                .normalize();
        return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(EC5Util.convertPoint(point), curve));
    }
}
