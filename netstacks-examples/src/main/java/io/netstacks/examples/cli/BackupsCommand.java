package io.netstacks.examples.cli;

import picocli.CommandLine.Command;

@Command(
        name = "backups",
        mixinStandardHelpOptions = true,
        description = "Lists, shows, compares, searches, keeps and cleans up stored configurations.",
        subcommands = {
            BackupsListCommand.class,
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
