package io.netstacks.spi;

import java.time.Duration;
import java.util.UUID;

/**
 * What every change carries: who asked, the id under which all its records and events are found, the time that it may
 * take, and, with the time, the guard of its writes. Immutable; {@code with…} and {@link #within} give copies.
 */
public final class OperationContext {

    /** The time that an operation gets when the caller names none. */
    public static final Duration DEFAULT_BUDGET = Duration.ofMinutes(10);

    private final Actor actor;
    private final String correlationId;
    private final Deadline deadline;

    private OperationContext(Actor actor, String correlationId, Deadline deadline) {
        this.actor = actor;
        this.correlationId = correlationId;
        this.deadline = deadline;
    }

    /** Returns a context with a new correlation id and 600 seconds from now. */
    public static OperationContext as(Actor actor) {
        return new OperationContext(actor, UUID.randomUUID().toString(), Deadline.after(DEFAULT_BUDGET));
    }

    /** Returns a copy that ends after the given time from now. */
    public OperationContext within(Duration budget) {
        return withDeadline(Deadline.after(budget));
    }

    /** Returns a copy with this deadline; one that lets every write pass keeps the guard that is there. */
    public OperationContext withDeadline(Deadline newDeadline) {
        return new OperationContext(
                actor,
                correlationId,
                newDeadline.guard() == WriteGuard.OPEN ? newDeadline.guardedBy(deadline.guard()) : newDeadline);
    }

    /** Returns a copy with this correlation id, for work that continues somebody else's. */
    public OperationContext withCorrelationId(String newCorrelationId) {
        return new OperationContext(actor, newCorrelationId, deadline);
    }

    /** Returns who asked. */
    public Actor actor() {
        return actor;
    }

    /** Returns the id that all records and events of this operation carry. */
    public String correlationId() {
        return correlationId;
    }

    /** Returns when it has to be done. */
    public Deadline deadline() {
        return deadline;
    }

    @Override
    public String toString() {
        return "OperationContext[" + actor + ", " + correlationId + ", " + deadline + "]";
    }
}
