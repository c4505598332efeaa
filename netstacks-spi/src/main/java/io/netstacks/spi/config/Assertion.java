package io.netstacks.spi.config;

import java.util.Optional;

/**
 * Something that must, or must not, be in a configuration. Immutable.
 *
 * @param kind how the text is compared
 * @param text what is looked for; for a block its lines, with their indentation
 * @param parent the line that the match has to stand under, at any depth; empty for anywhere
 * @param mustMatch false for something that must not be there
 * @param description what it is good for, for the report
 */
public record Assertion(Kind kind, String text, Optional<String> parent, boolean mustMatch, String description) {

    /** How the text of an assertion is compared. */
    public enum Kind {
        /** A whole line, blanks around it aside. */
        LINE_EXACT,
        /** The beginning of a line that ends at a word's end: {@code vlan 10} is not in {@code vlan 100}. */
        LINE_PREFIX,
        /** A regular expression, searched line by line in linear time (RE2 syntax: no look-around, no back-reference). */
        REGEX,
        /** Several lines, one directly after the other, indented alike relative to the first. */
        BLOCK
    }

    /** Returns an assertion that the whole line is there. */
    public static Assertion line(String text) {
        return new Assertion(Kind.LINE_EXACT, text, Optional.empty(), true, text);
    }

    /** Returns an assertion that a line begins so. */
    public static Assertion prefix(String text) {
        return new Assertion(Kind.LINE_PREFIX, text, Optional.empty(), true, text);
    }

    /** Returns an assertion that a line matches. */
    public static Assertion regex(String text) {
        return new Assertion(Kind.REGEX, text, Optional.empty(), true, text);
    }

    /** Returns an assertion that the block is there. */
    public static Assertion block(String text) {
        return new Assertion(
                Kind.BLOCK,
                text,
                Optional.empty(),
                true,
                text.lines().findFirst().orElse(""));
    }

    /** Returns a copy that only looks under the parent line. */
    public Assertion under(String newParent) {
        return new Assertion(kind, text, Optional.of(newParent), mustMatch, description);
    }

    /** Returns a copy for something that must not be there. */
    public Assertion absent() {
        return new Assertion(kind, text, parent, false, description);
    }

    /** Returns a copy with a description for the report. */
    public Assertion describedAs(String newDescription) {
        return new Assertion(kind, text, parent, mustMatch, newDescription);
    }
}
