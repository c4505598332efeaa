package io.netstacks.core.inventory;

import io.netstacks.spi.device.CredentialProvider;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.store.CredentialStore;
import java.util.List;
import java.util.Optional;

/** The credentials of the store, by their names or as its default. */
final class StoredCredentials implements CredentialProvider {

    private final CredentialStore store;

    StoredCredentials(CredentialStore store) {
        this.store = store;
    }

    @Override
    public Optional<Credentials> find(String reference) {
        return reference.equals(CredentialStore.DEFAULT) ? store.findDefault() : store.find(reference);
    }

    @Override
    public List<String> names() {
        return store.names();
    }
}
