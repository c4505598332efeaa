package io.netstacks.spi.transport;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The public key by which an SSH server proves who it is. Immutable.
 *
 * @param type its algorithm name, for example {@code ssh-ed25519}
 * @param base64 the key in SSH wire format (RFC 4253, 6.6), base64
 */
public record HostKey(String type, String base64) {

    /** Returns the fingerprint as OpenSSH shows it: {@code SHA256:} and unpadded base64. */
    public String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(Base64.getDecoder().decode(base64));
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return type + " " + fingerprint();
    }
}
