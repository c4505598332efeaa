package io.netstacks.core.internal.pyregex;

import java.util.List;

/** One part of a parsed pattern. Flags are resolved while parsing, so each part knows what it means. Immutable. */
sealed interface PyNode {

    /** An upper bound that means "any number of times". */
    int UNBOUNDED = Integer.MAX_VALUE;

    /** One given character. */
    record Literal(int codePoint, boolean ignoreCase) implements PyNode {}

    /** The dot. */
    record AnyChar(boolean newlineToo) implements PyNode {}

    /** A character class, or a category escape such as {@code \d} on its own. */
    record CharClass(boolean negated, List<ClassItem> items, boolean ascii, boolean ignoreCase) implements PyNode {}

    /** A member of a class. */
    sealed interface ClassItem {}

    /** The characters from one to another, both included. */
    record CharRange(int from, int to) implements ClassItem {}

    /** One of {@code d D s S w W}. */
    record CharCategory(char letter) implements ClassItem {}

    /** Where an anchor holds. */
    enum Place {
        TEXT_START,
        LINE_START,
        TEXT_END,
        LINE_END,
        VERY_END,
        WORD_BOUNDARY,
        NO_WORD_BOUNDARY
    }

    /** A place that is matched without taking a character. */
    record Anchor(Place place, boolean ascii) implements PyNode {}

    /** One after the other. */
    record Sequence(List<PyNode> parts) implements PyNode {}

    /** One or the other, tried in order. */
    record Alternation(List<PyNode> branches) implements PyNode {}

    /** How much a repetition takes first, and whether it gives back. */
    enum Greed {
        GREEDY(""),
        LAZY("?"),
        POSSESSIVE("+");

        final String suffix;

        Greed(String suffix) {
            this.suffix = suffix;
        }
    }

    /** A repetition. */
    record Repeat(PyNode body, int min, int max, Greed greed) implements PyNode {}

    /** A capturing group, numbered from 1 as Python numbers it. */
    record Capture(int index, PyNode body) implements PyNode {}

    /** A group that captures nothing. */
    record Plain(PyNode body) implements PyNode {}

    /** A group within which the case is heeded, or is not. */
    record CaseScope(boolean ignoreCase, PyNode body) implements PyNode {}

    /** A group that is not entered again once left. */
    record Atomic(PyNode body) implements PyNode {}

    /** A look-around. */
    record Look(boolean ahead, boolean negative, PyNode body) implements PyNode {}

    /** The text that a group took. */
    record BackReference(int index) implements PyNode {}

    /** One branch if a group took part, another if it did not. */
    record Conditional(int index, PyNode yes, PyNode no) implements PyNode {}
}
