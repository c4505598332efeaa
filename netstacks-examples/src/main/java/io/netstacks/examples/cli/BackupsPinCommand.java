package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.spi.backup.Backup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "pin", mixinStandardHelpOptions = true, description = "Keeps a backup from every clean-up.")
final class BackupsPinCommand extends DeviceCommand {

    @Mixin
    private BackupChoice choice = new BackupChoice();

    @Option(names = "--off", description = "Let clean-ups have it again.")
    private boolean off;

    @Override
    boolean run(NetStacks net) {
        Backup backup = choice.in(net);
        net.backups().pin(backup.id(), !off);
        Backup pinned = BackupChoice.again(net, backup);
        if (common().json()) {
            printJson(BackupsListCommand.tree(pinned));
        } else {
            out().println(backup.id() + " of " + backup.device() + (off ? " is not pinned any more" : " is pinned"));
        }
        return true;
    }
}
