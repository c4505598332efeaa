package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.core.backup.BackupRequest;
import io.netstacks.core.backup.BackupRun;
import io.netstacks.spi.backup.Snapshot;
import io.netstacks.spi.backup.SnapshotMember;
import io.netstacks.spi.config.BackupId;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "backup", mixinStandardHelpOptions = true, description = "Backs up configurations into a snapshot.")
class BackupCommand extends DeviceCommand {

    @Mixin
    private TargetOptions targets = new TargetOptions();

    @Option(names = "--reason", paramLabel = "TEXT", description = "The snapshot's name.")
    private @Nullable String reason;

    @Override
    boolean run(NetStacks net) {
        int devices = targets.fleet(net).devices().size();
        ProgressBar progress = progress(devices);
        BackupRequest request = BackupRequest.of(targets.selector())
                .parallelism(common().parallel())
                .within(common().perDevice())
                .onProgress(name -> progress.step());
        BackupRun run = net.backups().run(reason == null ? request : request.reason(reason), common().context(devices));
        if (common().json()) {
            printJson(tree(run));
        } else {
            print(run.snapshot(), out());
        }
        return run.allOk();
    }

    /** Prints what became of each member. */
    static void print(Snapshot snapshot, PrintWriter out) {
        Table table = new Table("DEVICE", "STATE", "BACKUP", "REASON");
        snapshot.members()
                .forEach(member -> table.add(
                        member.device(),
                        member.state().name(),
                        member.backupId().map(BackupId::value).orElse(""),
                        member.reason().map(Advice::in).orElse("")));
        table.print(out);
        out.println("snapshot " + snapshot.id() + ": " + snapshot.state());
    }

    private static Map<String, Object> tree(BackupRun run) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("snapshot", run.snapshot().id().value());
        tree.put("name", run.snapshot().name());
        tree.put("state", run.snapshot().state().name());
        tree.put(
                "members",
                run.snapshot().members().stream().map(BackupCommand::tree).toList());
        return tree;
    }

    static Map<String, Object> tree(SnapshotMember member) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("device", member.device());
        tree.put("state", member.state().name());
        member.backupId().ifPresent(id -> tree.put("backup", id.value()));
        member.reason().ifPresent(why -> tree.put("reason", Advice.in(why)));
        return tree;
    }
}
