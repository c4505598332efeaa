package io.netstacks.core.template;

/**
 * Something in a template that reads badly on a device.
 *
 * @param rule which kind it is
 * @param line where, from 1
 * @param message what it is and what to do
 */
public record TemplateFinding(Rule rule, int line, String message) {

    /** The kinds of findings. */
    public enum Rule {
        /** The text is no template. */
        SYNTAX,
        /** A tab, which some devices take for completion. */
        TAB,
        /** Blanks at the end of a line. */
        TRAILING_BLANKS,
        /** An empty line, which ends a mode on some devices. */
        BLANK_LINE,
        /** A password or key written into the template. */
        SECRET,
        /** A variable that is not among those given, and has no default. */
        UNSET
    }
}
