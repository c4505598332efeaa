package io.netstacks.spi.event;

import java.time.Instant;
import java.util.Map;

/**
 * Something that has happened. Holds no secrets and no device output. Immutable.
 *
 * @param kind what happened
 * @param at when
 * @param correlationId the operation that it belongs to; empty for reads without one
 * @param subject the device's name, the task's id, the snapshot's id
 * @param details more about it, by name
 */
public record NetStacksEvent(Kind kind, Instant at, String correlationId, String subject, Map<String, String> details) {

    /** What may happen. */
    public enum Kind {
        /** A session with a device is open. */
        SESSION_OPENED,
        /** A session with a device could not be opened. */
        SESSION_REFUSED,
        /** A session with a device is closed. */
        SESSION_CLOSED,
        /** A host key was trusted for the first time. */
        HOST_KEY_TRUSTED,
        /** A change of a device has ended, well or not. */
        CHANGE_FINISHED,
        /** A backup of a device has ended, well or not. */
        BACKUP_FINISHED,
        /** One device of a run over many is done. */
        PROGRESS,
        /** A task was accepted. */
        TASK_SUBMITTED,
        /** A task has begun. */
        TASK_STARTED,
        /** A task has ended. */
        TASK_FINISHED
    }

    /** Copies the details. */
    public NetStacksEvent {
        details = Map.copyOf(details);
    }
}
