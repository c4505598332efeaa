package io.netstacks.examples.cli;

import picocli.CommandLine.Command;

@Command(
        name = "backups",
        mixinStandardHelpOptions = true,
        description = "Lists, counts, shows, compares, searches, keeps and cleans up stored configurations.",
        subcommands = {
            BackupsListCommand.class,
            BackupsSummaryCommand.class,
            BackupsShowCommand.class,
            DiffCommand.class,
            BackupsSearchCommand.class,
            BackupsPinCommand.class,
            BackupsLabelCommand.class,
            BackupsCleanupCommand.class,
            BackupsExportCommand.class,
            BackupsImportCommand.class
        })
final class BackupsCommand extends GroupCommand {}
