package io.netstacks.core.internal.cli;

import io.netstacks.spi.platform.PrivilegeLevel;

/**
 * A last line that looks like a prompt.
 *
 * @param level the level that it shows
 * @param line the line, without blanks at its end
 * @param certainty how far it can be believed
 */
record Prompt(PrivilegeLevel level, String line, Certainty certainty) {

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
