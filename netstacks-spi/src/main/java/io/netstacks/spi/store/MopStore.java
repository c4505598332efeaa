package io.netstacks.spi.store;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.Sequenced;
import io.netstacks.spi.mop.Mop;
import io.netstacks.spi.mop.MopDetails;
import io.netstacks.spi.mop.MopId;
import io.netstacks.spi.mop.MopRevision;
import io.netstacks.spi.mop.MopText;
import io.netstacks.spi.mop.MopVersion;
import java.util.Optional;

/**
 * Keeps MOPs and every document that they ever had. Documents are encrypted at rest, and never changed. Safe for use by many
 * threads; what has returned is durable.
 */
public interface MopStore {

    /**
     * Adds a MOP with its first document.
     *
     * @throws io.netstacks.spi.error.ConflictException if the id or the name exists
     */
    Stored<Mop> create(MopId id, MopDetails details, MopRevision first);

    /**
     * Changes what people say about a MOP, if nobody has changed it meanwhile; its documents stay.
     *
     * @throws io.netstacks.spi.error.ConflictException if its version is another one, it is gone, or another MOP has the name
     */
    Stored<Mop> update(MopId id, long expectedVersion, MopDetails details);

    /**
     * Changes a MOP like {@link #update}, and adds a document if its text is another one than the latest; if it is the same,
     * none is added.
     *
     * @throws io.netstacks.spi.error.ConflictException if its version is another one, it is gone, or another MOP has the name
     */
    Stored<Mop> revise(MopId id, long expectedVersion, MopDetails details, MopRevision revision);

    /** Returns a MOP. */
    Optional<Stored<Mop>> find(MopId id);

    /** Returns the MOP of a name. */
    Optional<Stored<Mop>> findByName(String name);

    /** Returns MOPs by name. */
    Page<Stored<Mop>> list(PageRequest page);

    /** Returns the documents of a MOP in their order, without the texts. */
    Page<Sequenced<MopVersion>> versions(MopId id, PageRequest page);

    /** Returns a document of a MOP, without its text. */
    Optional<MopVersion> version(MopId id, long number);

    /** Returns the text of a document of a MOP. */
    Optional<MopText> text(MopId id, long number);

    /**
     * Deletes a MOP with its documents and executions.
     *
     * @return whether there was one
     * @throws io.netstacks.spi.error.ConflictException if an execution of it is not over
     */
    boolean delete(MopId id);

    /** Returns how many MOPs there are. */
    long count();

    /**
     * Encrypts what is under an older key with the current one, so that the older key can be given up: documents, and the
     * variables, memories and outputs of executions.
     *
     * @return how many texts that were; 0 in a store that encrypts none
     */
    default int rotate() {
        return 0;
    }
}
