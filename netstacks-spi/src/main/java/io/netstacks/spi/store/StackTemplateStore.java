package io.netstacks.spi.store;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.stack.StackTemplate;
import io.netstacks.spi.stack.StackTemplateId;
import java.util.Optional;

/** Keeps stack templates. Safe for use by many threads; what has returned is durable. */
public interface StackTemplateStore {

    /**
     * Adds a stack template.
     *
     * @throws io.netstacks.spi.error.ConflictException if the id or the name exists
     */
    Stored<StackTemplate> create(StackTemplate template);

    /**
     * Changes a stack template if nobody has changed it meanwhile; who wrote it stays.
     *
     * @throws io.netstacks.spi.error.ConflictException if its version is another one, it is gone, or the name exists
     */
    Stored<StackTemplate> update(StackTemplate template, long expectedVersion);

    /** Returns a stack template. */
    Optional<Stored<StackTemplate>> find(StackTemplateId id);

    /** Returns the stack template of that name. */
    Optional<Stored<StackTemplate>> findByName(String name);

    /** Returns stack templates by name. */
    Page<Stored<StackTemplate>> list(PageRequest page);

    /** Returns how many there are. */
    long count();

    /**
     * Deletes a stack template; stacks that were made from it stay.
     *
     * @return whether there was one
     */
    boolean delete(StackTemplateId id);
}
