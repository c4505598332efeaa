package io.netstacks.spi.mop;

import java.time.Instant;
import java.util.Optional;

/**
 * Which executions are listed; what is empty does not restrict. Immutable.
 *
 * @param mopId of this MOP
 * @param state in this state
 * @param device with this device among the targets
 * @param since that somebody asked for at or after
 */
public record MopExecutionQuery(
        Optional<MopId> mopId, Optional<MopExecutionState> state, Optional<String> device, Optional<Instant> since) {

    /** Returns a query for all. */
    public static MopExecutionQuery all() {
        return new MopExecutionQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Returns a copy for executions of a MOP. */
    public MopExecutionQuery of(MopId newMopId) {
        return new MopExecutionQuery(Optional.of(newMopId), state, device, since);
    }

    /** Returns a copy for executions in a state. */
    public MopExecutionQuery in(MopExecutionState newState) {
        return new MopExecutionQuery(mopId, Optional.of(newState), device, since);
    }

    /** Returns a copy for executions with a device among the targets. */
    public MopExecutionQuery on(String newDevice) {
        return new MopExecutionQuery(mopId, state, Optional.of(newDevice), since);
    }

    /** Returns a copy for executions that somebody asked for at or after a time. */
    public MopExecutionQuery askedSince(Instant time) {
        return new MopExecutionQuery(mopId, state, device, Optional.of(time));
    }
}
