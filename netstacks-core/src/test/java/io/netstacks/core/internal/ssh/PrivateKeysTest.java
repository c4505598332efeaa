package io.netstacks.core.internal.ssh;

import static io.netstacks.core.internal.ssh.SshBench.box;
import static io.netstacks.core.internal.ssh.SshBench.connect;
import static io.netstacks.core.internal.ssh.SshBench.failure;
import static io.netstacks.core.internal.ssh.SshBench.secret;
import static io.netstacks.core.internal.ssh.SshBench.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.transport.Connection;
import io.netstacks.spi.transport.SshProfile;
import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeLogin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PrivateKeysTest {

    private static final String PASSPHRASE = "open sesame";

    private final SshjTransportProvider ssh = new SshjTransportProvider();

    @AfterEach
    void close() {
        ssh.close();
    }

    private static KeyPair rsa() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static KeyPair ec() throws GeneralSecurityException {
        return ec("secp256r1");
    }

    private static KeyPair ec(String curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    private static KeyPair edwards() throws GeneralSecurityException {
        return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    private void assertLogsIn(KeyPair pair, Credentials.Builder credentials) {
        FakeLogin login = FakeLogin.as("kim").withPublicKey(PublicKeyEntry.toString(pair.getPublic()));
        try (FakeDevice device = FakeDevice.start(box().login(login).build())) {
            Connection connection = connect(ssh, to(device, credentials.build()));
            assertThat(connection.report().authentication()).contains("publickey");
            SshBench.assertPrompt(connection);
        }
    }

    private static Credentials.Builder with(String key) {
        return Credentials.of("kim").privateKey(secret(key));
    }

    private static String openSsh(KeyPair pair, OpenSSHKeyEncryptionContext encryption)
            throws IOException, GeneralSecurityException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "kim@test", encryption, out);
        return out.toString(StandardCharsets.US_ASCII);
    }

    private static String pem(String type, byte[] der) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + type + "-----\n";
    }

    @Test
    void open_ssh_keys_log_in() throws IOException, GeneralSecurityException {
        for (KeyPair pair : new KeyPair[] {rsa(), ec()}) {
            assertLogsIn(pair, with(openSsh(pair, new OpenSSHKeyEncryptionContext())));
        }
    }

    @Test
    void an_open_ssh_key_with_a_passphrase_logs_in() throws IOException, GeneralSecurityException {
        KeyPair pair = ec();
        OpenSSHKeyEncryptionContext encryption = new OpenSSHKeyEncryptionContext();
        encryption.setPassword(PASSPHRASE);
        encryption.setCipherType("256");
        encryption.setCipherMode("CTR");
        assertLogsIn(pair, with(openSsh(pair, encryption)).passphrase(secret(PASSPHRASE)));
    }

    @Test
    void pem_keys_log_in() throws GeneralSecurityException {
        KeyPair rsa = rsa();
        assertLogsIn(rsa, with(pem("PRIVATE KEY", rsa.getPrivate().getEncoded())));
        assertLogsIn(rsa, with(pem("RSA PRIVATE KEY", PuttyKeys.pkcs1((RSAPrivateCrtKey) rsa.getPrivate()))));
        KeyPair ec = ec();
        assertLogsIn(ec, with(pem("EC PRIVATE KEY", PuttyKeys.sec1(ec))));
        assertLogsIn(ec, with(pem("PRIVATE KEY", ec.getPrivate().getEncoded())));
    }

    /** Returns a key in PKCS#8, encrypted as the JDK can. */
    private static String pbes2(KeyPair pair) throws IOException, GeneralSecurityException {
        SecretKey secret = SecretKeyFactory.getInstance("PBEWithHmacSHA256AndAES_256")
                .generateSecret(new PBEKeySpec(PASSPHRASE.toCharArray()));
        Cipher cipher = Cipher.getInstance("PBEWithHmacSHA256AndAES_256");
        cipher.init(Cipher.ENCRYPT_MODE, secret);
        byte[] hidden = cipher.doFinal(pair.getPrivate().getEncoded());
        return pem(
                "ENCRYPTED PRIVATE KEY", PuttyKeys.pbes2(cipher.getParameters().getEncoded(), hidden));
    }

    @Test
    void pem_keys_with_a_passphrase_log_in() throws IOException, GeneralSecurityException {
        KeyPair pair = rsa();
        assertLogsIn(pair, with(pbes2(pair)).passphrase(secret(PASSPHRASE)));
        byte[] pkcs1 = PuttyKeys.pkcs1((RSAPrivateCrtKey) pair.getPrivate());
        assertLogsIn(pair, with(PuttyKeys.openSsl(pkcs1, PASSPHRASE)).passphrase(secret(PASSPHRASE)));
    }

    @Test
    void putty_keys_of_both_versions_log_in() throws GeneralSecurityException {
        KeyPair pair = rsa();
        assertLogsIn(pair, with(PuttyKeys.version2(pair, "")));
        assertLogsIn(pair, with(PuttyKeys.version3(pair)));
    }

    @Test
    void a_putty_key_with_a_passphrase_logs_in() throws GeneralSecurityException {
        KeyPair pair = rsa();
        assertLogsIn(pair, with(PuttyKeys.version2(pair, PASSPHRASE)).passphrase(secret(PASSPHRASE)));
        assertLogsIn(pair, with(PuttyKeys.version3(pair, PASSPHRASE)).passphrase(secret(PASSPHRASE)));
    }

    @Test
    void a_wrong_passphrase_is_told_before_the_device_is_asked() throws GeneralSecurityException {
        KeyPair pair = rsa();
        FakeLogin login = FakeLogin.as("kim").withPublicKey(PublicKeyEntry.toString(pair.getPublic()));
        try (FakeDevice device = FakeDevice.start(box().login(login).build())) {
            assertThat(failure(
                                    ssh,
                                    to(
                                            device,
                                            with(PuttyKeys.version2(pair, PASSPHRASE))
                                                    .passphrase(secret("canary-31"))
                                                    .build()),
                                    ErrorCode.AUTHENTICATION_FAILED)
                            .reason())
                    .contains("private key", "passphrase")
                    .doesNotContain("canary-31");
        }
    }

    private String refusal(Credentials credentials) {
        try (FakeDevice device = FakeDevice.start(box().build())) {
            String reason = failure(ssh, to(device, credentials), ErrorCode.AUTHENTICATION_FAILED)
                    .reason();
            assertThat(device.loginAttempts()).isZero();
            assertThat(reason).contains("the private key cannot be read");
            return reason;
        }
    }

    @Test
    void what_is_wrong_with_a_key_is_told_and_none_of_it_is_shown() throws IOException, GeneralSecurityException {
        KeyPair pair = rsa();
        String plain = pem("PRIVATE KEY", pair.getPrivate().getEncoded());
        OpenSSHKeyEncryptionContext encryption = new OpenSSHKeyEncryptionContext();
        encryption.setPassword(PASSPHRASE);
        encryption.setCipherType("256");
        encryption.setCipherMode("CTR");
        for (String locked : new String[] {
            PuttyKeys.version2(pair, PASSPHRASE),
            PuttyKeys.openSsl(PuttyKeys.pkcs1((RSAPrivateCrtKey) pair.getPrivate()), PASSPHRASE),
            openSsh(pair, encryption),
            pbes2(pair)
        }) {
            assertThat(refusal(with(locked).build())).contains("encrypted", "no passphrase");
            assertThat(refusal(with(locked).passphrase(secret("canary-31")).build()))
                    .contains("the passphrase is wrong, or the key is damaged")
                    .doesNotContain("canary-31");
        }
        assertThat(refusal(with(PublicKeyEntry.toString(pair.getPublic())).build()))
                .contains("it is a public key");
        assertThat(refusal(
                        with(pem("PUBLIC KEY", pair.getPublic().getEncoded())).build()))
                .contains("it is a public key");
        assertThat(refusal(with("  \n").build())).contains("it is empty");
        assertThat(refusal(with("canary-32").build()))
                .contains("none of the formats")
                .doesNotContain("canary-32");
        assertThat(refusal(with(pem("CERTIFICATE", new byte[100])).build())).contains("none of the formats");
        assertThat(refusal(with(plain.substring(0, 400)).build())).contains("damaged");
    }

    private static KeyDerivationFunc pbkdf2(int rounds, ASN1ObjectIdentifier hash) {
        return new KeyDerivationFunc(
                PKCSObjectIdentifiers.id_PBKDF2,
                new PBKDF2Params(new byte[8], rounds, new AlgorithmIdentifier(hash, DERNull.INSTANCE)));
    }

    private static KeyDerivationFunc scrypt(int cost, int blockSize, int parallel) {
        return new KeyDerivationFunc(
                new ASN1ObjectIdentifier("1.3.6.1.4.1.11591.4.11"), new DERSequence(new ASN1Encodable[] {
                    new DEROctetString(new byte[8]),
                    new ASN1Integer(cost),
                    new ASN1Integer(blockSize),
                    new ASN1Integer(parallel)
                }));
    }

    private static String locked(KeyDerivationFunc derivation, ASN1ObjectIdentifier cipher) throws IOException {
        PBES2Parameters parameters =
                new PBES2Parameters(derivation, new EncryptionScheme(cipher, new DEROctetString(new byte[16])));
        AlgorithmIdentifier pbes2 = new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, parameters);
        return pem("ENCRYPTED PRIVATE KEY", new EncryptedPrivateKeyInfo(pbes2, new byte[64]).getEncoded());
    }

    private static KeyProvider read(String key) throws IOException, LoginKey.Unreadable {
        try (SSHClient client = new SSHClient(new AlgorithmProfiles(OwnAlgorithms.found()).config(SshProfile.COMPAT))) {
            return LoginKey.read(
                    client, with(key).passphrase(secret(PASSPHRASE)).build());
        }
    }

    @Test
    void a_key_on_each_curve_is_read_as_java_writes_it()
            throws IOException, GeneralSecurityException, LoginKey.Unreadable {
        for (String curve : new String[] {"secp256r1", "secp384r1", "secp521r1"}) {
            KeyPair pair = ec(curve);
            for (String key : new String[] {pem("PRIVATE KEY", pair.getPrivate().getEncoded()), pbes2(pair)}) {
                assertThat(read(key).getPublic()).isEqualTo(pair.getPublic());
                assertThat(read(key).getPrivate()).isEqualTo(pair.getPrivate());
            }
        }
    }

    /** The simulated devices know no such keys; OpenSshServerTest logs in with one. */
    @Test
    void ed25519_keys_are_read_from_pkcs8_open_and_with_a_passphrase()
            throws IOException, GeneralSecurityException, LoginKey.Unreadable {
        KeyPair pair = edwards();
        for (String key : new String[] {pem("PRIVATE KEY", pair.getPrivate().getEncoded()), pbes2(pair)}) {
            assertThat(read(key).getPublic()).isEqualTo(pair.getPublic());
            assertThat(read(key).getPrivate()).isEqualTo(pair.getPrivate());
        }
    }

    @Test
    void a_key_that_ends_early_is_damaged_wherever_it_ends() throws IOException, GeneralSecurityException {
        byte[] der = Pem.content(pbes2(edwards()));
        for (int size = 0; size < der.length; size++) {
            String key = pem("ENCRYPTED PRIVATE KEY", Arrays.copyOf(der, size));
            assertThatThrownBy(() -> read(key))
                    .as("%d of %d bytes", size, der.length)
                    .isInstanceOf(LoginKey.Unreadable.class)
                    .hasMessageContaining("the key is damaged");
        }
    }

    @Test
    void an_encryption_that_is_not_known_or_costs_too_much_is_told() throws IOException, GeneralSecurityException {
        String des = PuttyKeys.openSsl(PuttyKeys.pkcs1((RSAPrivateCrtKey) rsa().getPrivate()), PASSPHRASE)
                .replace("AES-128-CBC", "DES-CBC");
        for (String key : new String[] {
            des,
            locked(pbkdf2(2048, PKCSObjectIdentifiers.md5), NISTObjectIdentifiers.id_aes256_CBC),
            locked(pbkdf2(20_000_000, PKCSObjectIdentifiers.id_hmacWithSHA256), NISTObjectIdentifiers.id_aes256_CBC),
            locked(pbkdf2(2048, PKCSObjectIdentifiers.id_hmacWithSHA256), PKCSObjectIdentifiers.RC2_CBC),
            locked(scrypt(1 << 20, 8, 1), NISTObjectIdentifiers.id_aes256_CBC),
            locked(scrypt(1 << 30, 1 << 30, 1), NISTObjectIdentifiers.id_aes256_CBC),
            locked(scrypt(16384, 8, 1 << 20), NISTObjectIdentifiers.id_aes256_CBC)
        }) {
            assertThat(refusal(with(key).passphrase(secret(PASSPHRASE)).build()))
                    .contains("its encryption is not supported; ssh-keygen -p writes it anew");
        }
    }

    @Test
    void what_editors_and_other_tools_put_around_a_key_does_not_matter() throws IOException, GeneralSecurityException {
        KeyPair pair = rsa();
        String pem = pem("PRIVATE KEY", pair.getPrivate().getEncoded());
        String openSsh = openSsh(pair, new OpenSSHKeyEncryptionContext());
        assertLogsIn(pair, with("\ufeff" + pem));
        assertLogsIn(pair, with("Bag Attributes\n    friendlyName: kim\n" + pem));
        assertLogsIn(pair, with(openSsh.replace("\n", "\r\n")));
        assertLogsIn(pair, with("    " + openSsh.replace("\n", "\n    ")));
        assertLogsIn(pair, with("\ufeff" + PuttyKeys.version2(pair, "").replace("\n", "\r\n")));
    }
}
