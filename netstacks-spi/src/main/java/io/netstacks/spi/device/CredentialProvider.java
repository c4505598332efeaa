package io.netstacks.spi.device;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Turns the credential reference of a device into credentials, at the moment of login. Safe for use by many threads; it
 * may block, for example on a vault.
 */
@FunctionalInterface
public interface CredentialProvider {

    /** Returns the credentials of that name; empty when this provider does not know it. */
    Optional<Credentials> find(String reference);

    /** Returns the names that it knows, for messages; empty where they cannot be listed, as in a vault. */
    default List<String> names() {
        return List.of();
    }

    /** Returns a provider that asks this one first and then the other. */
    default CredentialProvider or(CredentialProvider other) {
        CredentialProvider first = this;
        return new CredentialProvider() {
            @Override
            public Optional<Credentials> find(String reference) {
                Optional<Credentials> mine = first.find(reference);
                return mine.isPresent() ? mine : other.find(reference);
            }

            @Override
            public List<String> names() {
                return Stream.concat(first.names().stream(), other.names().stream())
                        .distinct()
                        .toList();
            }
        };
    }
}
