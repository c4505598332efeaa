package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.core.backup.RetentionPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "cleanup",
        mixinStandardHelpOptions = true,
        description = "Deletes old backups; never a device's latest, a pinned one, or a member of a young snapshot.")
final class BackupsCleanupCommand extends DeviceCommand {

    @Option(
            names = "--days",
            required = true,
            paramLabel = "DAYS",
            description = "Keep what a device showed within so many days, from 1 to 3650.")
    private int days;

    @Option(
            names = "--keep-newest",
            paramLabel = "N",
            description = "Keep so many of each device however old; 1 when not given.")
    private int newest = 1;

    @Option(
            names = "--keep-at-most",
            paramLabel = "N",
            description = "Keep no more than so many of each device however young.")
    private Optional<Integer> most = Optional.empty();

    @Option(names = "--dry-run", description = "Only tell which would go.")
    private boolean dryRun;

    @Override
    boolean run(NetStacks net) {
        RetentionPolicy policy = RetentionPolicy.days(days).keepNewest(newest);
        List<String> ids = net.backups().purge(most.map(policy::keepAtMost).orElse(policy), dryRun);
        if (common().json()) {
            printJson(Map.of("dry_run", dryRun, "backups", ids));
        } else {
            ids.forEach(out()::println);
            out().println(ids.size() + (dryRun ? " backup(s) would be deleted" : " backup(s) deleted"));
        }
        return true;
    }
}
