package io.netstacks.tasks.backup;

import io.netstacks.spi.config.Assertion;
import io.netstacks.spi.config.BackupId;
import io.netstacks.tasks.device.ValidationReport;
import io.netstacks.tasks.internal.request.RequestLists;
import io.netstacks.tasks.run.TaskQueue;
import io.netstacks.tasks.run.TaskRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Checks a stored configuration. Immutable.
 *
 * @param backupId the backup
 * @param assertions what has to hold; at most 10,000
 * @param maxAge how old the backup may be; older is refused; empty for any age
 */
public record ValidateConfigFromBackup(BackupId backupId, List<Assertion> assertions, Optional<Duration> maxAge)
        implements TaskRequest<ValidationReport> {

    /** The name of the operation. */
    public static final String NAME = "tasks.backup_tasks.validate_config_from_backup";

    /** Copies the assertions. */
    public ValidateConfigFromBackup {
        assertions = List.copyOf(assertions);
        RequestLists.checkSome(assertions, "assertion");
    }

    @Override
    public String taskName() {
        return NAME;
    }

    @Override
    public String subject() {
        return "backup:" + backupId;
    }

    @Override
    public TaskQueue queue() {
        return TaskQueue.CONTROL;
    }

    @Override
    public boolean mutating() {
        return false;
    }
}
