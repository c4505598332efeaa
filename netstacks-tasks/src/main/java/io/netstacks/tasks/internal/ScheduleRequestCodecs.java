package io.netstacks.tasks.internal;

import io.netstacks.tasks.schedule.CheckScheduledOperations;
import io.netstacks.tasks.schedule.ExecuteScheduledBackup;
import io.netstacks.tasks.schedule.ExecuteScheduledDeploy;
import io.netstacks.tasks.schedule.ExecuteScheduledMop;
import io.netstacks.tasks.schedule.SelectorText;
import java.util.LinkedHashMap;
import java.util.Map;

/** How requests that schedules make are stored. */
final class ScheduleRequestCodecs {

    static final FieldsCodec<CheckScheduledOperations> CHECK =
            new FieldsCodec<>(request -> Map.of(), fields -> new CheckScheduledOperations());

    static final FieldsCodec<ExecuteScheduledBackup> BACKUP =
            new FieldsCodec<>(ScheduleRequestCodecs::fields, ScheduleRequestCodecs::backup);

    static final FieldsCodec<ExecuteScheduledDeploy> DEPLOY = new FieldsCodec<>(
            request -> Map.of("schedule", request.schedule(), "stack", request.stack()),
            fields -> new ExecuteScheduledDeploy(fields.text("schedule"), fields.text("stack")));

    static final FieldsCodec<ExecuteScheduledMop> MOP = new FieldsCodec<>(
            request -> Map.of("schedule", request.schedule(), "mop", request.mop()),
            fields -> new ExecuteScheduledMop(fields.text("schedule"), fields.text("mop")));

    private ScheduleRequestCodecs() {}

    private static Map<String, Object> fields(ExecuteScheduledBackup request) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("schedule", request.schedule());
        fields.put("snapshot", request.snapshot());
        fields.put("devices", SelectorText.write(request.devices()));
        fields.put("parallelism", request.parallelism());
        fields.put("set_format", request.setFormat());
        request.unlessSeenWithin().ifPresent(time -> fields.put("unless_seen_within", time.toString()));
        return fields;
    }

    /** What earlier versions wrote has no form and no time. */
    private static ExecuteScheduledBackup backup(StoredFields fields) {
        return new ExecuteScheduledBackup(
                fields.text("schedule"),
                fields.text("snapshot"),
                SelectorText.read(fields.text("devices")),
                fields.number("parallelism"),
                !fields.has("set_format") || fields.flag("set_format"),
                fields.optionalDuration("unless_seen_within"));
    }
}
