package io.netstacks.tasks.internal;

import io.netstacks.tasks.schedule.CheckScheduledOperations;
import io.netstacks.tasks.schedule.ExecuteScheduledBackup;
import io.netstacks.tasks.schedule.ExecuteScheduledDeploy;
import io.netstacks.tasks.schedule.ExecuteScheduledMop;
import io.netstacks.tasks.schedule.SelectorText;
import java.util.Map;

/** How requests that schedules make are stored. */
final class ScheduleRequestCodecs {

    static final RequestCodec<CheckScheduledOperations> CHECK =
            new RequestCodec<>(request -> Map.of(), fields -> new CheckScheduledOperations());

    static final RequestCodec<ExecuteScheduledBackup> BACKUP = new RequestCodec<>(
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

    static final RequestCodec<ExecuteScheduledDeploy> DEPLOY = new RequestCodec<>(
            request -> Map.of("schedule", request.schedule(), "stack", request.stack()),
            fields -> new ExecuteScheduledDeploy(fields.text("schedule"), fields.text("stack")));

    static final RequestCodec<ExecuteScheduledMop> MOP = new RequestCodec<>(
            request -> Map.of("schedule", request.schedule(), "mop", request.mop()),
            fields -> new ExecuteScheduledMop(fields.text("schedule"), fields.text("mop")));

    private ScheduleRequestCodecs() {}
}
