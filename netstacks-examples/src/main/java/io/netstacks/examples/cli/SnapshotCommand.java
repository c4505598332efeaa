package io.netstacks.examples.cli;

import picocli.CommandLine.Command;

@Command(
        name = "snapshot",
        mixinStandardHelpOptions = true,
        description = "Takes, lists, shows and compares the backups of many devices at one time.",
        subcommands = {
            SnapshotCreateCommand.class,
            SnapshotListCommand.class,
            SnapshotShowCommand.class,
            SnapshotCompareCommand.class
        })
final class SnapshotCommand extends GroupCommand {}
