package io.netstacks.spi.store;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.Secret;
import io.netstacks.spi.agent.LlmSettings;
import io.netstacks.spi.error.InvalidInputException;
import java.util.Optional;

/**
 * Keeps the providers of language models, and their keys apart from them, encrypted as credentials are: whoever reads or saves
 * settings never touches a key. Safe for use by many threads; what has returned is durable.
 */
public interface LlmSettingsStore {

    /** How many characters a key may have. */
    int MAX_API_KEY = 10_000;

    /** Adds a provider, or replaces the one of that name; its key stays. */
    Stored<LlmSettings> save(LlmSettings settings);

    /**
     * Replaces a provider if nobody has changed it meanwhile; its key stays.
     *
     * @throws io.netstacks.spi.error.ConflictException if its version is another one, or it is gone
     */
    Stored<LlmSettings> update(LlmSettings settings, long expectedVersion);

    /** Returns a provider. */
    Optional<Stored<LlmSettings>> find(String name);

    /** Returns providers by name. */
    Page<Stored<LlmSettings>> list(PageRequest page);

    /**
     * Makes this provider the default one instead of the one that was, in one step: there is never more than one.
     *
     * @throws io.netstacks.spi.error.NotFoundException if there is no such provider
     */
    void setDefault(String name);

    /** Leaves no provider the default. */
    void clearDefault();

    /** Returns the name of the default provider. */
    Optional<String> defaultName();

    /**
     * Keeps a copy of a provider's key, in place of the one that was.
     *
     * @throws io.netstacks.spi.error.NotFoundException if there is no such provider
     * @throws InvalidInputException if it is empty or has more than {@link #MAX_API_KEY} characters
     */
    void setApiKey(String name, Secret key);

    /**
     * Forgets a provider's key.
     *
     * @return whether there was one
     */
    boolean clearApiKey(String name);

    /** Tells whether a provider's key is kept here; it is not opened for that. */
    boolean hasApiKey(String name);

    /**
     * Returns a provider's key, for the client that asks it.
     *
     * @throws io.netstacks.spi.error.StoreException if the key that it was encrypted with is not known
     */
    Optional<Secret> apiKey(String name);

    /**
     * Deletes a provider and its key; if it was the default, none is.
     *
     * @return whether there was one
     */
    boolean delete(String name);

    /**
     * Encrypts every key that is under an older key with the current one.
     *
     * @return how many that were
     */
    int rotate();

    /**
     * Checks a key, for stores.
     *
     * @return the key
     * @throws InvalidInputException if it is empty or too long
     */
    static Secret checked(String provider, Secret key) {
        if (key.isEmpty() || key.length() > MAX_API_KEY) {
            throw InvalidInputException.of(
                    "the key of " + provider + " has 1 to " + MAX_API_KEY + " characters, not " + key.length());
        }
        return key;
    }
}
