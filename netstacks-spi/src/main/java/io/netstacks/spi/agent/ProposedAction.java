package io.netstacks.spi.agent;

import io.netstacks.spi.Limits;
import io.netstacks.spi.tool.RiskLevel;
import java.util.Optional;

/**
 * The one action that an approval is for. Holds no secrets. Immutable.
 *
 * @param tool the tool's name
 * @param arguments what it would be told, as people read it, at most 1 000 000 characters
 * @param argumentsHash a hash of the exact arguments; the approval is for these and no others
 * @param target the device or other thing that it would change; empty if it is none in particular
 * @param risk what could go wrong
 * @param description why the agent proposes it, at most 1 000 000 characters
 */
public record ProposedAction(
        String tool,
        String arguments,
        String argumentsHash,
        Optional<String> target,
        RiskLevel risk,
        String description) {

    /** Checks the sizes. */
    public ProposedAction {
        Limits.key("the tool of a proposed action", tool);
        Limits.key("the hash of a proposed action's arguments", argumentsHash);
        target.ifPresent(name -> Limits.key("the target of a proposed action", name));
        Limits.atMost(Limits.TEXT, "the arguments of a proposed action", arguments);
        Limits.atMost(Limits.TEXT, "the description of a proposed action", description);
    }
}
