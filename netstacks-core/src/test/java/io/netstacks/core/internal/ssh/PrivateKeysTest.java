package io.netstacks.core.internal.ssh;

import static io.netstacks.core.internal.ssh.SshBench.box;
import static io.netstacks.core.internal.ssh.SshBench.connect;
import static io.netstacks.core.internal.ssh.SshBench.failure;
import static io.netstacks.core.internal.ssh.SshBench.secret;
import static io.netstacks.core.internal.ssh.SshBench.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.transport.Connection;
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
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
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
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
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
    }

    @Test
    void pem_keys_with_a_passphrase_log_in() throws IOException, GeneralSecurityException {
        KeyPair pair = rsa();
        SecretKey secret = SecretKeyFactory.getInstance("PBEWithHmacSHA256AndAES_256")
                .generateSecret(new PBEKeySpec(PASSPHRASE.toCharArray()));
        Cipher cipher = Cipher.getInstance("PBEWithHmacSHA256AndAES_256");
        cipher.init(Cipher.ENCRYPT_MODE, secret);
        byte[] hidden = cipher.doFinal(pair.getPrivate().getEncoded());
        String pkcs8 = pem(
                "ENCRYPTED PRIVATE KEY", PuttyKeys.pbes2(cipher.getParameters().getEncoded(), hidden));
        assertLogsIn(pair, with(pkcs8).passphrase(secret(PASSPHRASE)));
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
            openSsh(pair, encryption)
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
        assertThat(refusal(with(plain.substring(0, 400)).build())).contains("damaged");
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
