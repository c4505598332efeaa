package io.netstacks.core.inventory;

import io.netstacks.spi.device.CredentialProvider;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.ProviderException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The host's credentials. What goes wrong where they come from is a typed failure, whose message quotes nothing of it: it may
 * hold what was asked with.
 */
final class GivenCredentials implements CredentialProvider {

    private final CredentialProvider provider;

    GivenCredentials(CredentialProvider provider) {
        this.provider = provider;
    }

    @Override
    public Optional<Credentials> find(String reference) {
        try {
            return Objects.requireNonNull(provider.find(reference), "a credential provider answers with an Optional");
        } catch (NetStacksException e) {
            throw e;
        } catch (LinkageError | RuntimeException e) { // a provider may be anybody's
            throw new ProviderException(
                    "credentials \"" + reference + "\" could not be looked up: the credential provider failed with "
                            + e.getClass().getName(),
                    e);
        }
    }

    /** Names are for messages only: who cannot list them has none. */
    @Override
    public List<String> names() {
        try {
            return provider.names();
        } catch (LinkageError | RuntimeException e) {
            return List.of();
        }
    }
}
