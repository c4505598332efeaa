package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.config.BackupId;
import io.netstacks.spi.error.NotFoundException;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** One backup: by its id, or a device's latest. */
final class BackupChoice {

    @Parameters(index = "0", paramLabel = "BACKUP", description = "The id of a backup, or a device for its latest one.")
    private String wanted = "";

    Backup in(NetStacks net) {
        Optional<Backup> byId = net.backups().find(new BackupId(wanted));
        return byId.or(() -> net.backups().latest(wanted))
                .orElseThrow(() -> new NotFoundException("there is no backup " + wanted
                        + ", and no device of that name with one; see 'netstacks backups list'"));
    }

    /** Returns a backup as it is after a change; a clean-up may have had it just before. */
    static Backup again(NetStacks net, Backup backup) {
        return net.backups()
                .find(backup.id())
                .orElseThrow(() -> new NotFoundException("backup " + backup.id() + " was deleted just now"));
    }
}
