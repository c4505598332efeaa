package io.netstacks.spi.stack;

import io.netstacks.spi.Limits;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One run that deployed a stack or took it away. Its items are kept beside it. Immutable.
 *
 * @param id its id
 * @param stackId the stack's id
 * @param stackVersion the version of the stack that it was planned with
 * @param work what it does
 * @param planHash the hash of its plan
 * @param actor who asked for it, as {@code Actor.toString} shows
 * @param correlationId the operation that it belongs to
 * @param trigger what began it
 * @param policy what it does when an item fails
 * @param claim the fencing number of the claim that it works under
 * @param state where it is
 * @param startedAt when it began
 * @param endedAt when it ended; empty until then
 */
public record Deployment(
        DeploymentId id,
        StackId stackId,
        long stackVersion,
        StackWork work,
        String planHash,
        String actor,
        String correlationId,
        DeploymentTrigger trigger,
        FailurePolicy policy,
        long claim,
        DeploymentState state,
        Instant startedAt,
        Optional<Instant> endedAt) {

    /** Checks the sizes. */
    public Deployment {
        Limits.key("the hash of a plan", planHash);
        Limits.key("the actor of a deployment", actor);
        Limits.key("the correlation of a deployment", correlationId);
    }

    /**
     * What is known when a deployment begins. Immutable.
     *
     * @param id its id
     * @param stackVersion the version of the stack that it was planned with
     * @param planHash the hash of its plan
     * @param actor who asked for it, as {@code Actor.toString} shows
     * @param correlationId the operation that it belongs to
     * @param trigger what began it
     * @param policy what it does when an item fails
     * @param startedAt when it begins
     */
    public record Start(
            DeploymentId id,
            long stackVersion,
            String planHash,
            String actor,
            String correlationId,
            DeploymentTrigger trigger,
            FailurePolicy policy,
            Instant startedAt) {}

    /** Returns a deployment at work under a claim. */
    public static Deployment begun(StackClaim claim, Start start) {
        StackWork work = claim.stack().state() == StackState.DELETING ? StackWork.DELETE : StackWork.DEPLOY;
        return new Deployment(
                start.id(),
                claim.stackId(),
                start.stackVersion(),
                work,
                start.planHash(),
                start.actor(),
                start.correlationId(),
                start.trigger(),
                start.policy(),
                claim.number(),
                DeploymentState.RUNNING,
                start.startedAt(),
                Optional.empty());
    }

    /** Returns a copy that has ended. */
    public Deployment ended(DeploymentState end, Instant at) {
        return new Deployment(
                id,
                stackId,
                stackVersion,
                work,
                planHash,
                actor,
                correlationId,
                trigger,
                policy,
                claim,
                end,
                startedAt,
                Optional.of(at));
    }

    /** Returns a copy with each time as the function gives it back, for stores that keep less than nanoseconds. */
    public Deployment at(UnaryOperator<Instant> precision) {
        return new Deployment(
                id,
                stackId,
                stackVersion,
                work,
                planHash,
                actor,
                correlationId,
                trigger,
                policy,
                claim,
                state,
                precision.apply(startedAt),
                endedAt.map(precision));
    }
}
