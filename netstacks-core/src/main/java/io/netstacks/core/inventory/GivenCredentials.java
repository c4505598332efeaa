package io.netstacks.core.inventory;

import io.netstacks.core.internal.plugin.HostCall;
import io.netstacks.spi.device.CredentialProvider;
import io.netstacks.spi.device.Credentials;
import java.util.List;
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
        return HostCall.ask(
                "credentials \"" + reference + "\" could not be looked up: the credential provider",
                () -> provider.find(reference));
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
