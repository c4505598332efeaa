package io.netstacks.spi.store;

import io.netstacks.spi.device.CredentialProvider;
import io.netstacks.spi.device.Credentials;
import java.util.List;
import java.util.Optional;

/** Keeps credentials, encrypted with AES-256-GCM. Safe for use by many threads; what has returned is durable. */
public interface CredentialStore extends CredentialProvider {

    /** Adds credentials, or replaces those of that name. */
    void save(String name, Credentials credentials);

    /**
     * Returns credentials.
     *
     * @throws io.netstacks.spi.error.StoreException if the key that they were encrypted with is not known: it never
     *     answers with wrong or empty secrets
     */
    @Override
    Optional<Credentials> find(String name);

    /** Returns the names, in order. */
    @Override
    List<String> names();

    /**
     * Deletes credentials.
     *
     * @return whether there were any
     */
    boolean delete(String name);

    /**
     * Encrypts everything that is under an older key with the current one.
     *
     * @return how many credentials that were
     */
    int rotate();
}
