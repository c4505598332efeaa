package io.netstacks.tasks.internal;

import io.netstacks.core.backup.BackupRequest;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.config.BackupId;
import io.netstacks.tasks.backup.BackupDeviceConfig;
import io.netstacks.tasks.backup.CleanupOldBackups;
import io.netstacks.tasks.backup.CreateSnapshot;
import io.netstacks.tasks.backup.ValidateConfigFromBackup;
import io.netstacks.tasks.schedule.SelectorText;
import java.util.LinkedHashMap;
import java.util.Map;

/** How requests about backups are stored. A listener to a snapshot's progress stays in its process. */
final class BackupRequestCodecs {

    static final FieldsCodec<BackupDeviceConfig> BACKUP_DEVICE_CONFIG = new FieldsCodec<>(
            request -> Map.of("device", request.device()), fields -> new BackupDeviceConfig(fields.text("device")));

    static final FieldsCodec<ValidateConfigFromBackup> VALIDATE_CONFIG_FROM_BACKUP = new FieldsCodec<>(
            BackupRequestCodecs::fields,
            fields -> new ValidateConfigFromBackup(
                    new BackupId(fields.text("backup_id")),
                    fields.list("assertions", DeviceRequestCodecs::assertion),
                    fields.optionalDuration("max_age")));

    static final FieldsCodec<CleanupOldBackups> CLEANUP_OLD_BACKUPS = new FieldsCodec<>(
            request -> Map.of("retention_days", request.retentionDays(), "dry_run", request.dryRun()),
            fields -> new CleanupOldBackups(fields.number("retention_days"), fields.flag("dry_run")));

    static final FieldsCodec<CreateSnapshot> CREATE_SNAPSHOT =
            new FieldsCodec<>(request -> fields(request.request()), fields -> new CreateSnapshot(snapshot(fields)));

    private BackupRequestCodecs() {}

    private static Map<String, Object> fields(ValidateConfigFromBackup request) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("backup_id", request.backupId().value());
        fields.put("assertions", DeviceRequestCodecs.assertions(request.assertions()));
        request.maxAge().ifPresent(age -> fields.put("max_age", age.toString()));
        return fields;
    }

    private static Map<String, Object> fields(BackupRequest request) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("devices", SelectorText.write(request.selector()));
        fields.put("origin", request.origin().name());
        fields.put("parallelism", request.parallelism());
        fields.put("per_device", request.perDevice().toString());
        fields.put("set_format", request.setFormat());
        request.name().ifPresent(name -> fields.put("name", name));
        request.unlessSeenWithin().ifPresent(time -> fields.put("unless_seen_within", time.toString()));
        return fields;
    }

    private static BackupRequest snapshot(StoredFields fields) {
        BackupRequest request = BackupRequest.of(SelectorText.read(fields.text("devices")))
                .origin(fields.oneOf("origin", Backup.Origin.class))
                .parallelism(fields.number("parallelism"))
                .within(fields.duration("per_device"))
                .setFormat(fields.flag("set_format"));
        BackupRequest named = fields.optionalText("name").map(request::reason).orElse(request);
        return fields.optionalDuration("unless_seen_within")
                .map(named::unlessSeenWithin)
                .orElse(named);
    }
}
