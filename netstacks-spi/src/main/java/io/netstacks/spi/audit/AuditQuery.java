package io.netstacks.spi.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * Which entries are listed; what is empty does not restrict. Immutable.
 *
 * @param since done at or after
 * @param until done before
 * @param actor by this actor
 * @param action this action
 * @param subject to this subject
 * @param correlationId in this operation
 */
public record AuditQuery(
        Optional<Instant> since,
        Optional<Instant> until,
        Optional<String> actor,
        Optional<String> action,
        Optional<String> subject,
        Optional<String> correlationId) {

    /** Returns a query for all. */
    public static AuditQuery all() {
        return new AuditQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Returns a copy for entries from a time on, and before another. */
    public AuditQuery between(Instant from, Instant before) {
        return new AuditQuery(Optional.of(from), Optional.of(before), actor, action, subject, correlationId);
    }

    /** Returns a copy for entries of an actor. */
    public AuditQuery by(String newActor) {
        return new AuditQuery(since, until, Optional.of(newActor), action, subject, correlationId);
    }

    /** Returns a copy for entries about an action. */
    public AuditQuery doing(String newAction) {
        return new AuditQuery(since, until, actor, Optional.of(newAction), subject, correlationId);
    }

    /** Returns a copy for entries about a subject. */
    public AuditQuery about(String newSubject) {
        return new AuditQuery(since, until, actor, action, Optional.of(newSubject), correlationId);
    }

    /** Returns a copy for entries of an operation. */
    public AuditQuery in(String newCorrelationId) {
        return new AuditQuery(since, until, actor, action, subject, Optional.of(newCorrelationId));
    }
}
