package io.netstacks.spi.mop;

import io.netstacks.spi.Limits;
import java.time.Instant;

/**
 * A document of a MOP, without its text; it is never changed. Immutable.
 *
 * @param hash the SHA-256 of the text
 * @param characters how long the text is
 * @param author who saved it, as {@code Actor.toString} shows
 * @param savedAt when
 */
public record MopVersion(String hash, int characters, String author, Instant savedAt) {

    /** Checks the sizes. */
    public MopVersion {
        Limits.key("the hash of a version", hash);
        Limits.key("the author of a version", author);
    }

    /** Returns what is kept of a revision besides its text. */
    public static MopVersion of(MopRevision revision, Instant savedAt) {
        return new MopVersion(revision.text().hash(), revision.text().length(), revision.author(), savedAt);
    }
}
