package io.netstacks.spi.platform;

import java.util.List;
import java.util.Optional;

/**
 * How configuration mode is entered and left. Immutable.
 *
 * @param enter enters it; empty where the lines of a change open their own blocks at the prompt
 * @param exclusive enters it so that nobody else can
 * @param privateCopy enters it with a candidate of one's own; a fact for hosts, a change enters it with {@code enter} or
 *     {@code exclusive}
 * @param exit leaves it, or climbs one level; where it has several lines, each is a command with its own prompt, see
 *     {@link #exitCommands()}. It is sent until the prompt shows another mode, {@link #mostExits()} times at the most
 * @param exitRepeat how many times {@code exit} may be needed where it climbs one level only; 12 are tried in any case
 * @param abort leaves it and drops what was typed
 * @param exitDialogue what the device may ask on the way out; the answers keep nothing that was not committed
 */
public record ConfigModeRules(
        String enter,
        Optional<String> exclusive,
        Optional<String> privateCopy,
        String exit,
        int exitRepeat,
        Optional<String> abort,
        List<Expectation> exitDialogue) {

    /** Deeper than any configuration nests. */
    private static final int DEEPEST = 12;

    /** Copies the dialogue. */
    public ConfigModeRules {
        exitDialogue = List.copyOf(exitDialogue);
    }

    /** Returns the commands that leave configuration mode, in the order in which they are sent. */
    public List<String> exitCommands() {
        return exit.isEmpty() || exit.indexOf('\n') >= 0 ? exit.lines().toList() : List.of(exit);
    }

    /**
     * Returns how many exit commands are sent at the most before configuration mode counts as one that cannot be left: twelve
     * rounds of {@link #exitCommands()}, because blocks nest, or {@code exitRepeat} rounds if those are more.
     */
    public int mostExits() {
        return Math.max(exitRepeat, DEEPEST) * exitCommands().size();
    }
}
