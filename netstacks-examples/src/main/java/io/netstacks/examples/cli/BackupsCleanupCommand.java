package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.core.backup.OrphanPolicy;
import io.netstacks.core.backup.OrphanReport;
import io.netstacks.core.backup.RetentionPolicy;
import io.netstacks.spi.config.BackupId;
import io.netstacks.spi.error.InvalidInputException;
import java.util.LinkedHashMap;
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
            paramLabel = "DAYS",
            description =
                    "Keep what a device showed within so many days, from 1 to 3650; with --orphans 30 when not given.")
    private Optional<Integer> days = Optional.empty();

    @Option(
            names = "--keep-newest",
            paramLabel = "N",
            description = "Keep so many of each device however old; 1 when not given.")
    private Optional<Integer> newest = Optional.empty();

    @Option(
            names = "--keep-at-most",
            paramLabel = "N",
            description = "Keep no more than so many of each device however young.")
    private Optional<Integer> most = Optional.empty();

    @Option(names = "--dry-run", description = "Only tell which would go.")
    private boolean dryRun;

    @Option(
            names = "--orphans",
            description =
                    "Look for devices that are not in the inventory any more; what is not pinned and has no label is"
                            + " listed, and goes with --delete.")
    private boolean orphans;

    @Option(names = "--delete", description = "With --orphans: delete what is found.")
    private boolean delete;

    @Option(
            names = "--most-percent",
            paramLabel = "N",
            description =
                    "With --orphans: delete nothing if more of the devices with backups are gone; 20 when not given.")
    private Optional<Integer> mostPercent = Optional.empty();

    @Override
    boolean run(NetStacks net) {
        if (orphans
                ? newest.isPresent() || most.isPresent() || (delete && dryRun)
                : delete || mostPercent.isPresent()) {
            throw InvalidInputException.of(
                    "--delete and --most-percent belong to --orphans, --keep-newest and --keep-at-most"
                            + " to a clean-up without it, and --delete is not --dry-run");
        }
        return orphans ? cleanUpOrphans(net) : cleanUp(net);
    }

    private boolean cleanUpOrphans(NetStacks net) {
        OrphanPolicy policy = days.map(OrphanPolicy.DEFAULT::days).orElse(OrphanPolicy.DEFAULT);
        OrphanReport report =
                net.backups().purgeOrphans(mostPercent.map(policy::upToPercent).orElse(policy), !delete);
        if (common().json()) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("dry_run", report.dryRun());
            tree.put("devices", report.devices());
            tree.put("backups", texts(report.backupIds()));
            report.refusal().ifPresent(why -> tree.put("refusal", why));
            printJson(tree);
            return true;
        }
        report.backupIds().forEach(out()::println);
        out().println(report.devices().size() + " device(s) are not in the inventory; "
                + report.backupIds().size() + (delete ? " backup(s) deleted" : " backup(s) would be deleted"));
        report.refusal().ifPresent(out()::println);
        return true;
    }

    private static List<String> texts(List<BackupId> ids) {
        return ids.stream().map(BackupId::value).toList();
    }

    private boolean cleanUp(NetStacks net) {
        RetentionPolicy policy = RetentionPolicy.days(days.orElseThrow(
                        () -> InvalidInputException.of("a clean-up needs --days: how long backups are kept")))
                .keepNewest(newest.orElse(1));
        List<BackupId> ids = net.backups().purge(most.map(policy::keepAtMost).orElse(policy), dryRun);
        if (common().json()) {
            printJson(JsonTree.of("dry_run", dryRun, "backups", texts(ids)));
        } else {
            ids.forEach(out()::println);
            out().println(ids.size() + (dryRun ? " backup(s) would be deleted" : " backup(s) deleted"));
        }
        return true;
    }
}
