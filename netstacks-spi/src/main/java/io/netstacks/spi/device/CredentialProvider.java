package io.netstacks.spi.device;

import java.util.Optional;

/**
 * Turns the credential reference of a device into credentials, at the moment of login. Safe for use by many threads; it
 * may block, for example on a vault.
 */
@FunctionalInterface
public interface CredentialProvider {

    /** Returns the credentials of that name; empty when this provider does not know it. */
    Optional<Credentials> find(String reference);

    /** Returns a provider that asks this one first and then the other. */
    default CredentialProvider or(CredentialProvider other) {
        return reference -> {
            Optional<Credentials> mine = find(reference);
            return mine.isPresent() ? mine : other.find(reference);
        };
    }
}
