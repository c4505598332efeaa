package io.netstacks.tasks.run;

/** Where tasks wait: each queue has workers of its own, so that long work on devices does not hold up what steers it. */
public enum TaskQueue {
    /** Work that begins or looks after other work: checks of schedules, snapshots, clean-up. */
    CONTROL,
    /** Work on one device. */
    DEVICE_TASKS
}
