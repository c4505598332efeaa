package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.spi.backup.Backup;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "show", mixinStandardHelpOptions = true, description = "Prints a stored configuration, secrets masked.")
final class BackupsShowCommand extends DeviceCommand {

    @Mixin
    private BackupChoice choice = new BackupChoice();

    @Option(names = "--secrets", description = "Print it as the device showed it, with its secrets.")
    private boolean secrets;

    @Option(names = "--no-volatile", description = "Leave out what changes by itself, such as times of day.")
    private boolean withoutVolatileLines;

    @Override
    boolean run(NetStacks net) {
        Backup backup = choice.in(net);
        // Masked before lines go: a pattern may need a line around its secret that is volatile.
        String whole = text(net, backup, secrets);
        String text =
                withoutVolatileLines ? net.platforms().get(backup.platform()).dropVolatile(whole) : whole;
        if (common().json()) {
            Map<String, Object> tree = BackupsListCommand.tree(backup);
            tree.put("text", text);
            printJson(tree);
        } else {
            out().print(text);
        }
        return true;
    }

    /** Returns the text of a backup, masked as its platform says unless secrets are wanted. */
    static String text(NetStacks net, Backup backup, boolean secrets) {
        if (secrets) {
            return net.backups().wholeContent(backup.id()).reveal();
        }
        String text = net.backups().content(backup.id()).reveal();
        return net.platforms().get(backup.platform()).maskSecrets(text);
    }
}
