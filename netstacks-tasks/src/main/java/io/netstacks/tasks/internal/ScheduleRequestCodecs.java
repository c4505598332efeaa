package io.netstacks.tasks.internal;

import io.netstacks.tasks.schedule.CheckScheduledOperations;
import io.netstacks.tasks.schedule.ExecuteScheduledBackup;
import io.netstacks.tasks.schedule.ExecuteScheduledDeploy;
import io.netstacks.tasks.schedule.ExecuteScheduledMop;
import io.netstacks.tasks.schedule.SelectorText;
import java.util.Map;

/** How requests that schedules make are stored. */
final class ScheduleRequestCodecs {

    static final FieldsCodec<CheckScheduledOperations> CHECK =
            new FieldsCodec<>(request -> Map.of(), fields -> new CheckScheduledOperations());

    static final FieldsCodec<ExecuteScheduledBackup> BACKUP = new FieldsCodec<>(
            request -> Map.of(
                    "schedule", request.schedule(),
                    "snapshot", request.snapshot(),
                    "devices", SelectorText.write(request.devices()),
                    "parallelism", request.parallelism()),
            fields -> new ExecuteScheduledBackup(
                    fields.text("schedule"),
                    fields.text("snapshot"),
                    SelectorText.read(fields.text("devices")),
                    fields.number("parallelism")));

    static final FieldsCodec<ExecuteScheduledDeploy> DEPLOY = new FieldsCodec<>(
            request -> Map.of("schedule", request.schedule(), "stack", request.stack()),
            fields -> new ExecuteScheduledDeploy(fields.text("schedule"), fields.text("stack")));

    static final FieldsCodec<ExecuteScheduledMop> MOP = new FieldsCodec<>(
            request -> Map.of("schedule", request.schedule(), "mop", request.mop()),
            fields -> new ExecuteScheduledMop(fields.text("schedule"), fields.text("mop")));

    private ScheduleRequestCodecs() {}
}
