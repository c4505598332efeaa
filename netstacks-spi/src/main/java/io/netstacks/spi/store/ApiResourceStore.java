package io.netstacks.spi.store;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.stack.ApiAuthentication;
import io.netstacks.spi.stack.ApiResource;
import io.netstacks.spi.stack.ApiResourceId;
import java.util.Map;
import java.util.Optional;

/** Keeps API resources; their secrets are only referred to. Safe for use by many threads; what has returned is durable. */
public interface ApiResourceStore {

    /**
     * Adds an API resource.
     *
     * @throws io.netstacks.spi.error.ConflictException if the id or the name exists
     */
    Stored<ApiResource> create(ApiResource resource);

    /**
     * Changes an API resource if nobody has changed it meanwhile; who wrote it stays.
     *
     * @throws io.netstacks.spi.error.ConflictException if its version is another one, it is gone, or the name exists
     */
    Stored<ApiResource> update(ApiResource resource, long expectedVersion);

    /** Returns an API resource. */
    Optional<Stored<ApiResource>> find(ApiResourceId id);

    /** Returns the API resource of that name. */
    Optional<Stored<ApiResource>> findByName(String name);

    /** Returns API resources by name. */
    Page<Stored<ApiResource>> list(PageRequest page);

    /** Returns how many there are with each authentication; those without any are missing. */
    Map<ApiAuthentication.Type, Long> countByAuthentication();

    /**
     * Deletes an API resource; what refers to it stays.
     *
     * @return whether there was one
     */
    boolean delete(ApiResourceId id);
}
