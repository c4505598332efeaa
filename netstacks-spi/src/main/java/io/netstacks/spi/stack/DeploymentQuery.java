package io.netstacks.spi.stack;

import java.util.Optional;

/**
 * Which deployments are listed; what is empty does not restrict. Immutable.
 *
 * @param stackId of this stack
 * @param state in this state
 */
public record DeploymentQuery(Optional<StackId> stackId, Optional<DeploymentState> state) {

    /** Returns a query for all. */
    public static DeploymentQuery all() {
        return new DeploymentQuery(Optional.empty(), Optional.empty());
    }

    /** Returns a query for those of a stack. */
    public static DeploymentQuery of(StackId stackId) {
        return new DeploymentQuery(Optional.of(stackId), Optional.empty());
    }

    /** Returns a copy for those in a state. */
    public DeploymentQuery in(DeploymentState newState) {
        return new DeploymentQuery(stackId, Optional.of(newState));
    }
}
