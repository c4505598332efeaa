package io.netstacks.core.diff;

/** What a difference is written for. Control characters of the texts are shown as signs in all of them. */
public enum DiffStyle {
    /** Text without colours. */
    PLAIN,
    /** Text with colours for terminals, ECMA-48 sequences. */
    ANSI,
    /** A piece of HTML, everything escaped; its classes are {@code diff}, {@code added}, {@code removed} and others. */
    HTML
}
