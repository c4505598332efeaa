package io.netstacks.spi.transport;

import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.internal.Sha256;
import java.util.Base64;

/**
 * The public key by which an SSH server proves who it is. Immutable.
 *
 * @param type its algorithm name, for example {@code ssh-ed25519}
 * @param base64 the key in SSH wire format (RFC 4253, 6.6), base64
 */
public record HostKey(String type, String base64) {

    /**
     * Checks the key's form.
     *
     * @throws InvalidInputException if it is not base64, or empty
     */
    public HostKey {
        if (!isBase64(base64)) {
            throw InvalidInputException.of("a host key of type " + type
                    + " must be base64 in SSH wire format, as a line of" + " known_hosts has it");
        }
    }

    private static boolean isBase64(String text) {
        try {
            return Base64.getDecoder().decode(text).length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Returns the fingerprint as OpenSSH shows it: {@code SHA256:} and unpadded base64. */
    public String fingerprint() {
        byte[] digest = Sha256.of(Base64.getDecoder().decode(base64));
        return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    }

    @Override
    public String toString() {
        return type + " " + fingerprint();
    }
}
