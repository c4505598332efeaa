package io.netstacks.core.internal.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.HexFormat;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Ed25519KeyFactory;
import net.schmizz.sshj.common.SSHRuntimeException;
import net.schmizz.sshj.signature.Signature;
import org.junit.jupiter.api.Test;

/** With the third test vector of RFC 8032, 7.1. */
class EdwardsSignatureTest {

    private static final byte[] PRIVATE = hex("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7");
    private static final byte[] PUBLIC = hex("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025");
    private static final byte[] MESSAGE = hex("af82");
    private static final byte[] SIGNATURE = hex("6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
            + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a");

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static byte[] wire(String name, byte[] signature) {
        return new Buffer.PlainBuffer()
                .putString(name, StandardCharsets.US_ASCII)
                .putBytes(signature)
                .getCompactData();
    }

    private static Signature create() {
        return EdwardsSignature.algorithm().create().newSignature();
    }

    private static boolean verifies(byte[] key, byte[] message, byte[] onWire) throws GeneralSecurityException {
        Signature signature = create();
        signature.initVerify(Ed25519KeyFactory.getPublicKey(key));
        signature.update(message);
        return signature.verify(onWire);
    }

    private static byte[] altered(byte[] bytes, int at) {
        byte[] altered = bytes.clone();
        altered[at] ^= 1;
        return altered;
    }

    @Test
    void a_right_signature_is_accepted() throws GeneralSecurityException {
        assertThat(verifies(PUBLIC, MESSAGE, wire("ssh-ed25519", SIGNATURE))).isTrue();
    }

    @Test
    void any_bit_that_is_wrong_makes_it_wrong() throws GeneralSecurityException {
        for (int i = 0; i < SIGNATURE.length; i++) {
            assertThat(verifies(PUBLIC, MESSAGE, wire("ssh-ed25519", altered(SIGNATURE, i))))
                    .as("byte %s of the signature", i)
                    .isFalse();
        }
        assertThat(verifies(PUBLIC, altered(MESSAGE, 1), wire("ssh-ed25519", SIGNATURE)))
                .isFalse();
        assertThat(verifies(altered(PUBLIC, 3), MESSAGE, wire("ssh-ed25519", SIGNATURE)))
                .isFalse();
    }

    @Test
    void a_signature_of_another_length_or_kind_is_refused() throws GeneralSecurityException {
        assertThat(verifies(PUBLIC, MESSAGE, wire("ssh-ed25519", java.util.Arrays.copyOf(SIGNATURE, 63))))
                .isFalse();
        assertThat(verifies(PUBLIC, MESSAGE, wire("ssh-ed25519", java.util.Arrays.copyOf(SIGNATURE, 65))))
                .isFalse();
        assertThatThrownBy(() -> verifies(PUBLIC, MESSAGE, wire("ssh-rsa", SIGNATURE)))
                .isInstanceOf(SSHRuntimeException.class)
                .hasMessageContaining("ssh-rsa");
        assertThatThrownBy(() -> verifies(PUBLIC, MESSAGE, new byte[] {0, 0, 0, 9, 1}))
                .isInstanceOf(SSHRuntimeException.class);
    }

    @Test
    void a_key_of_another_kind_is_refused() throws GeneralSecurityException {
        PublicKey rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic();
        assertThatThrownBy(() -> create().initVerify(rsa))
                .isInstanceOf(SSHRuntimeException.class)
                .hasMessageContaining("RSA");
    }

    @Test
    void what_it_signs_is_the_signature_of_the_rfc() throws GeneralSecurityException {
        PrivateKey key = Ed25519KeyFactory.getPrivateKey(PRIVATE);
        Signature signature = create();
        signature.initSign(key);
        signature.update(MESSAGE);
        assertThat(signature.encode(signature.sign())).isEqualTo(SIGNATURE);
    }
}
