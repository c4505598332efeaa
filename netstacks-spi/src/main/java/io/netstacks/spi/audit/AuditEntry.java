package io.netstacks.spi.audit;

import io.netstacks.spi.Limits;
import io.netstacks.spi.OperationContext;
import java.time.Instant;
import java.util.Map;

/**
 * One line of the audit log. Holds no secrets: whoever writes it passes text from devices and people through the redactor
 * first. Immutable.
 *
 * @param at when it was done
 * @param actor who did it, as {@code Actor.toString} shows, at most 512 characters
 * @param action what was done, for example {@code approval.decide}, at most 512 characters
 * @param subject what it was done to, for example a device's name, at most 512 characters
 * @param outcome what became of it
 * @param correlationId under which the other records and events of the operation are found, at most 512 characters
 * @param detail a sentence about it, at most 10 000 characters; may be empty
 * @param data what else is known, at most 100 000 characters
 */
public record AuditEntry(
        Instant at,
        String actor,
        String action,
        String subject,
        AuditOutcome outcome,
        String correlationId,
        String detail,
        Map<String, String> data) {

    private static final int MAX_DETAIL = 10_000;
    private static final int MAX_DATA = 100_000;

    /** Checks the sizes and copies the data. */
    public AuditEntry {
        Limits.key("the actor of an audit entry", actor);
        Limits.key("the action of an audit entry", action);
        Limits.key("the subject of an audit entry", subject);
        Limits.key("the correlation id of an audit entry", correlationId);
        Limits.atMost(MAX_DETAIL, "the detail of an audit entry", detail);
        data = Map.copyOf(data);
        Limits.entries(MAX_DATA, "the data of an audit entry", data);
    }

    /** Returns an entry about something that was done in an operation, without detail or data. */
    public static AuditEntry done(OperationContext context, Instant at, String action, String subject) {
        return new AuditEntry(
                at,
                context.actor().toString(),
                action,
                subject,
                AuditOutcome.DONE,
                context.correlationId(),
                "",
                Map.of());
    }

    /** Returns a copy that says what became of it. */
    public AuditEntry ended(AuditOutcome how, String sentence) {
        return new AuditEntry(at, actor, action, subject, how, correlationId, sentence, data);
    }

    /** Returns a copy with other data. */
    public AuditEntry with(Map<String, String> newData) {
        return new AuditEntry(at, actor, action, subject, outcome, correlationId, detail, newData);
    }
}
