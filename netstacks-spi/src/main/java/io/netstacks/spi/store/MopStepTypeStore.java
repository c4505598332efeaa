package io.netstacks.spi.store;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.mop.MopStepType;
import io.netstacks.spi.mop.MopStepTypeDetails;
import java.util.Optional;

/** Keeps the catalogue of step types. Safe for use by many threads; what has returned is durable. */
public interface MopStepTypeStore {

    /**
     * Adds a type that people made. Its id is made from its name, with a number behind it if that id is taken.
     *
     * @throws io.netstacks.spi.error.ConflictException if the name exists
     */
    Stored<MopStepType> create(MopStepTypeDetails details);

    /**
     * Adds a built-in type, or replaces what is said about it; if it is there, people have decided whether it is enabled, and
     * that stays.
     *
     * @throws io.netstacks.spi.error.ConflictException if people made a type of that id, or the name exists
     */
    Stored<MopStepType> install(String id, MopStepTypeDetails details);

    /**
     * Changes a type, if nobody has changed it meanwhile, see {@link MopStepType#with}.
     *
     * @throws io.netstacks.spi.error.ConflictException if its version is another one, or it is gone
     * @throws io.netstacks.spi.error.InvalidInputException if it may not be changed so
     */
    Stored<MopStepType> update(String id, long expectedVersion, MopStepTypeDetails details);

    /** Returns a type. */
    Optional<Stored<MopStepType>> find(String id);

    /** Returns types by id. */
    Page<Stored<MopStepType>> list(PageRequest page);

    /**
     * Deletes a type that people made.
     *
     * @return whether there was one
     * @throws io.netstacks.spi.error.InvalidInputException if it is built in
     */
    boolean delete(String id);
}
