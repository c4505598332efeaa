package io.netstacks.core.internal.ssh;

import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.transport.HostKey;
import io.netstacks.spi.transport.HostKeyPolicy;
import io.netstacks.spi.transport.HostKeyStore;
import java.security.PublicKey;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;

/**
 * Decides on the key that one endpoint shows: a pin before everything, then the keys that are trusted already, then the
 * policy. Remembers what was decided and why, for the report and the error. Confined to one connection.
 */
final class TrustedHostKeys implements HostKeyVerifier {

    private static final Pattern FINGERPRINT = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");

    private final Endpoint endpoint;
    private final Optional<String> pin;
    private final HostKeyPolicy policy;
    private final HostKeyStore store;
    private volatile Optional<HostKey> seen = Optional.empty();
    private volatile Optional<String> refusal = Optional.empty();
    private volatile boolean firstSeen;

    TrustedHostKeys(Endpoint endpoint, Optional<String> pin, HostKeyPolicy policy, HostKeyStore store) {
        this.endpoint = endpoint;
        this.pin = pin;
        this.policy = policy;
        this.store = store;
    }

    @Override
    public boolean verify(String hostname, int port, PublicKey key) {
        HostKey shown = hostKey(key);
        seen = Optional.of(shown);
        refusal = decide(shown);
        return refusal.isEmpty();
    }

    private Optional<String> decide(HostKey shown) {
        if (pin.isPresent()) {
            String wanted = pin.get().replaceAll("=+$", "");
            return wanted.equals(shown.fingerprint())
                    ? Optional.empty()
                    : Optional.of("it shows " + shown + ", pinned is " + pin.get()
                            + (FINGERPRINT.matcher(wanted).matches()
                                    ? ""
                                    : ", which is no fingerprint as ssh-keygen -l shows it (SHA256:...)"));
        }
        List<HostKey> trusted = store.find(endpoint);
        if (trusted.contains(shown)) {
            return Optional.empty();
        }
        if (!trusted.isEmpty()) {
            return Optional.of(another(shown, trusted));
        }
        if (policy == HostKeyPolicy.STRICT) {
            return Optional.of(
                    "its key " + shown + " is not known, and such keys are refused; if it is the right one, add"
                            + " it, or pin it (where it has been added, it is marked as revoked)");
        }
        firstSeen = store.trustFirst(endpoint, shown);
        if (firstSeen) {
            return Optional.empty();
        }
        List<HostKey> since = store.find(endpoint);
        return Optional.of(
                since.isEmpty()
                        ? "its key " + shown + " is marked as revoked, which holds until the mark is taken away"
                        : another(shown, since));
    }

    private static String another(HostKey shown, List<HostKey> trusted) {
        return "it shows " + shown + ", trusted is " + trusted
                + "; if the device really has a new key, forget the old one";
    }

    /** Asks the peer for a key of a type that we can compare. */
    @Override
    public List<String> findExistingAlgorithms(String hostname, int port) {
        if (pin.isPresent()) {
            return List.of();
        }
        Set<String> names = new LinkedHashSet<>();
        for (HostKey key : store.find(endpoint)) {
            names.addAll(algorithms(key.type()));
        }
        return List.copyOf(names);
    }

    /** An RSA key signs in three ways (RFC 8332), and the name of the key is that of the weakest. */
    private static List<String> algorithms(String keyType) {
        return keyType.equals("ssh-rsa") ? List.of("rsa-sha2-512", "rsa-sha2-256", "ssh-rsa") : List.of(keyType);
    }

    Optional<HostKey> seen() {
        return seen;
    }

    Optional<String> refusal() {
        return refusal;
    }

    boolean firstSeen() {
        return firstSeen;
    }

    private static HostKey hostKey(PublicKey key) {
        byte[] wire = new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
        return new HostKey(KeyType.fromKey(key).toString(), Base64.getEncoder().encodeToString(wire));
    }
}
