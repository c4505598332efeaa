package io.netstacks.core.diff;

/** How a difference is laid out. */
public enum DiffFormat {
    /** Removed and added lines with lines of context around them, as {@code diff -u} shows them. */
    UNIFIED,
    /** Both texts beside each other. */
    SIDE_BY_SIDE,
    /** Sections with what changed in them. */
    BLOCKS
}
