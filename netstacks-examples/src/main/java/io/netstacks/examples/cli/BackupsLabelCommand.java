package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.core.backup.Backups;
import io.netstacks.core.text.VisibleText;
import io.netstacks.spi.backup.Backup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "label", mixinStandardHelpOptions = true, description = "Calls a backup something.")
final class BackupsLabelCommand extends DeviceCommand {

    @Mixin
    private BackupChoice choice = new BackupChoice();

    @Parameters(index = "1", paramLabel = "LABEL", description = "What it is called, for example golden.")
    private String label = "";

    @Option(names = "--off", description = "Take the label away.")
    private boolean off;

    @Override
    boolean run(NetStacks net) {
        Backup backup = choice.in(net);
        Backups backups = net.backups();
        boolean unused = off ? backups.unlabel(backup.id(), label) : backups.label(backup.id(), label);
        Backup labelled = BackupChoice.again(net, backup);
        if (common().json()) {
            printJson(BackupsListCommand.tree(labelled));
        } else {
            out().println(backup.id() + " of " + backup.device() + (off ? " is not called " : " is called ")
                    + VisibleText.of(label.strip()));
        }
        return true;
    }
}
