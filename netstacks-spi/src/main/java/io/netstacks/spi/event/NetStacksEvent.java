package io.netstacks.spi.event;

import java.time.Instant;
import java.util.Map;

/**
 * Something that has happened. Holds no secrets and no device output. Immutable.
 *
 * @param kind what happened
 * @param at when
 * @param correlationId the operation that it belongs to; empty for reads without one
 * @param subject the device's name, the task's id, the scheduled operation's name
 * @param details more about it, by name
 */
public record NetStacksEvent(Kind kind, Instant at, String correlationId, String subject, Map<String, String> details) {

    /** What may happen. */
    public enum Kind {
        /** A session with a device is open; details: {@code transport}, {@code platform}. */
        SESSION_OPENED,
        /** A session with a device could not be opened; details: the error's {@code code}. */
        SESSION_REFUSED,
        /** A session with a device is closed. */
        SESSION_CLOSED,
        /** A host key was trusted for the first time; details: its {@code fingerprint}. */
        HOST_KEY_TRUSTED,
        /**
         * A change of a device has ended, well or not; details: {@code platform}, its {@code status}, or the {@code code} of
         * the error if it could not tell.
         */
        CHANGE_FINISHED,
        /**
         * A backup of a device has ended, well or not; details: its {@code outcome} (CHANGED, UNCHANGED, FAILED), and the id
         * of the {@code backup} or the error's {@code code}; a {@code warning} where the backup is much smaller than before.
         */
        BACKUP_FINISHED,
        /** A task was accepted; details of all events of tasks: its {@code task} (the operation's name) and {@code subject}. */
        TASK_SUBMITTED,
        /** A task has begun; details: how long it waited, {@code wait_ms}. */
        TASK_STARTED,
        /** A task has ended; details: its {@code outcome}, and {@code run_ms} if it had begun. */
        TASK_FINISHED,
        /**
         * A run of a scheduled operation has begun; details of all events of schedules: the {@code run}'s number and its
         * planned time, {@code slot}.
         */
        SCHEDULE_RUN_STARTED,
        /** A run of a scheduled operation has ended, or was skipped or lost; details: its {@code outcome}. */
        SCHEDULE_RUN_FINISHED
    }

    /** Copies the details. */
    public NetStacksEvent {
        details = Map.copyOf(details);
    }
}
