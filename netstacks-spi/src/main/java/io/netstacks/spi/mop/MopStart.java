package io.netstacks.spi.mop;

import io.netstacks.spi.Actor;
import io.netstacks.spi.Limits;
import io.netstacks.spi.OperationContext;
import java.time.Instant;
import java.util.Optional;

/**
 * How an execution was begun; none of it changes later. Holds no secrets. Immutable.
 *
 * @param id the execution's id
 * @param mopId the MOP
 * @param mopVersion the number of the document that is executed, whatever is saved meanwhile
 * @param mopHash the hash of that document
 * @param startedBy who asked for it
 * @param correlationId what joins it with records and events of the same operation
 * @param trigger what began it
 * @param triggerId the schedule, the session or the alert; empty if there is none
 * @param createdAt when somebody asked for it
 */
public record MopStart(
        MopExecutionId id,
        MopId mopId,
        long mopVersion,
        String mopHash,
        Actor startedBy,
        String correlationId,
        MopTrigger trigger,
        Optional<String> triggerId,
        Instant createdAt) {

    /** Checks the sizes. */
    public MopStart {
        Limits.key("the hash of an execution's document", mopHash);
        Limits.key("who started an execution", startedBy.toString());
        Limits.key("the correlation id of an execution", correlationId);
        triggerId.ifPresent(text -> Limits.key("the trigger of an execution", text));
    }

    /** Returns an execution of the latest document of a MOP. */
    public static MopStart of(MopExecutionId id, Mop mop, MopTrigger trigger, OperationContext context, Instant at) {
        return new MopStart(
                id,
                mop.id(),
                mop.latestVersion(),
                mop.latestHash(),
                context.actor(),
                context.correlationId(),
                trigger,
                Optional.empty(),
                at);
    }

    /** Returns a copy that was begun by the thing of that id. */
    public MopStart triggeredBy(String newTriggerId) {
        return new MopStart(
                id,
                mopId,
                mopVersion,
                mopHash,
                startedBy,
                correlationId,
                trigger,
                Optional.of(newTriggerId),
                createdAt);
    }
}
