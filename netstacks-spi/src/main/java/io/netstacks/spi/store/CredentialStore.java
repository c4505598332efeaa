package io.netstacks.spi.store;

import io.netstacks.spi.device.CredentialProvider;
import io.netstacks.spi.device.Credentials;
import java.util.List;
import java.util.Optional;

/** Keeps credentials, encrypted with AES-256-GCM. Safe for use by many threads; what has returned is durable. */
public interface CredentialStore extends CredentialProvider {

    /** The name that a device gives that names no credentials. */
    String DEFAULT = "default";

    /**
     * Adds credentials, or replaces those of that name.
     *
     * @throws io.netstacks.spi.error.InvalidInputException if the name is blank or longer than {@link
     *     io.netstacks.spi.Limits#KEY} characters
     */
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
     * Makes these credentials the default ones instead of those that were, in one step: there is never more than one default.
     *
     * @throws io.netstacks.spi.error.NotFoundException if there are none of that name
     */
    void setDefault(String name);

    /** Takes the mark away that {@link #setDefault} gave. */
    void clearDefault();

    /** Returns the name of the default credentials: those that were made it, else those named {@link #DEFAULT}. */
    Optional<String> defaultName();

    /**
     * Returns the default credentials, see {@link #defaultName}.
     *
     * @throws io.netstacks.spi.error.StoreException as {@link #find} does
     */
    Optional<Credentials> findDefault();

    /**
     * Deletes credentials; if they were the default, none are.
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
