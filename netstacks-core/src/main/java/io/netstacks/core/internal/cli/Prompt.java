package io.netstacks.core.internal.cli;

import io.netstacks.spi.platform.PrivilegeLevel;

/**
 * A last line that looks like a prompt.
 *
 * @param level the level that it shows
 * @param line the line, without blanks at its end
 * @param before the line before it, which belongs to the prompt on some platforms
 * @param certainty how far it can be believed
 */
record Prompt(PrivilegeLevel level, String line, String before, Certainty certainty) {

    Prompt with(Certainty value) {
        return new Prompt(level, line, before, value);
    }

    /** How far a prompt can be believed without waiting. */
    enum Certainty {
        /** It has the learned host name. */
        CERTAIN,
        /** It has the form, and there is no learned host name to compare with. */
        LIKELY,
        /** It has the form, and another host name. */
        STRANGE
    }
}
