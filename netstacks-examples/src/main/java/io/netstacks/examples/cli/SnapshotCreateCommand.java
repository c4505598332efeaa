package io.netstacks.examples.cli;

import picocli.CommandLine.Command;

@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        description = "Backs up devices into a new snapshot; the same as 'netstacks backup'.")
final class SnapshotCreateCommand extends BackupCommand {}
