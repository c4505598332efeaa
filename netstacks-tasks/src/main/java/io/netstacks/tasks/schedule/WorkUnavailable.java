package io.netstacks.tasks.schedule;

import io.netstacks.spi.schedule.ScheduledWork;

/**
 * The answer to work that this version cannot do yet. Nothing was done. Immutable.
 *
 * @param work what sort of work
 * @param target what it was about
 */
public record WorkUnavailable(ScheduledWork work, String target) {

    /** Returns a sentence that says so. */
    public String message() {
        return "scheduled work of type " + work + " (" + target
                + ") is not available in this version; nothing was done";
    }
}
