package io.netstacks.spi.stack;

import java.util.Optional;

/**
 * Which instances are listed; what is empty does not restrict. Immutable.
 *
 * @param stackId of this stack
 * @param device on this device
 * @param state in this state
 */
public record InstanceQuery(Optional<StackId> stackId, Optional<String> device, Optional<InstanceState> state) {

    /** Returns a query for all. */
    public static InstanceQuery all() {
        return new InstanceQuery(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Returns a query for those of a stack. */
    public static InstanceQuery of(StackId stackId) {
        return new InstanceQuery(Optional.of(stackId), Optional.empty(), Optional.empty());
    }

    /** Returns a copy for those on a device. */
    public InstanceQuery on(String newDevice) {
        return new InstanceQuery(stackId, Optional.of(newDevice), state);
    }

    /** Returns a copy for those in a state. */
    public InstanceQuery in(InstanceState newState) {
        return new InstanceQuery(stackId, device, Optional.of(newState));
    }
}
