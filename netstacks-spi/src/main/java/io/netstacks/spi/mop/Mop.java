package io.netstacks.spi.mop;

import io.netstacks.spi.Limits;

/**
 * A method of procedure, without its documents, which the store keeps beside it. Immutable.
 *
 * @param id its id
 * @param details what people say about it
 * @param latestVersion the number of its latest document, from 1
 * @param latestHash the hash of that
 * @param createdBy who made it, as {@code Actor.toString} shows
 */
public record Mop(MopId id, MopDetails details, long latestVersion, String latestHash, String createdBy) {

    /** Checks the sizes. */
    public Mop {
        Limits.key("the hash of a MOP", latestHash);
        Limits.key("who made a MOP", createdBy);
    }

    /** Returns a copy that people say something else about. */
    public Mop with(MopDetails newDetails) {
        return new Mop(id, newDetails, latestVersion, latestHash, createdBy);
    }

    /** Tells whether a text is another one than the latest document. */
    public boolean isChangedBy(MopText text) {
        return !latestHash.equals(text.hash());
    }

    /** Returns a copy with one version more. */
    public Mop revised(MopText text) {
        return new Mop(id, details, latestVersion + 1, text.hash(), createdBy);
    }
}
