package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.core.config.ConfigScript;
import io.netstacks.core.fleet.DeviceResult;
import io.netstacks.core.fleet.Fleet;
import io.netstacks.core.fleet.FleetResult;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.config.ChangeResult;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.config.LineResult;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "push",
        mixinStandardHelpOptions = true,
        description = "Changes the configuration of devices; a backup is taken before, unless it is a dry run.")
final class PushCommand extends DeviceCommand {

    @Mixin
    private TargetOptions targets = new TargetOptions();

    @Mixin
    private ContextOption inside = new ContextOption();

    @Option(names = "--dry-run", description = "Check, and compare where the device can; change nothing.")
    private boolean dryRun;

    @Option(names = "--no-save", description = "Do not save the configuration afterwards.")
    private boolean noSave;

    @Option(names = "--no-backup", description = "Take no backup before.")
    private boolean noBackup;

    @Option(names = "--allow-dangerous", description = "Let lines such as reload pass.")
    private boolean dangerous;

    @Parameters(paramLabel = "FILE", description = "The configuration lines; - reads them from standard input.")
    private Path file = Path.of("-");

    @Override
    boolean run(NetStacks net) {
        ConfigChange change = ConfigScript.parse(TextFiles.readOrInput(file))
                .change()
                .save(!noSave)
                .dryRun(dryRun)
                .dangerousAllowed(dangerous)
                .build();
        Fleet fleet = targets.fleet(net);
        ProgressBar progress = progress(fleet.devices().size());
        OperationContext context = common().context(fleet.devices().size());
        Fleet limited = fleet.parallelism(common().parallel())
                .within(common().perDevice())
                .onProgress(device -> progress.step());
        FleetResult<ChangeResult> results = dryRun && !inside.isGiven()
                ? limited.configure(change, context)
                : limited.apply(context, session -> {
                    if (!dryRun && !noBackup) {
                        net.backups().saveBeforeChange(session, context);
                    }
                    return inside.in(session, in -> in.configure(change, context));
                });
        if (common().json()) {
            printJson(results.results().stream().map(PushCommand::tree).toList());
        } else {
            print(results);
        }
        return results.results().stream()
                .allMatch(result -> result.fold(ok -> ok.value().isOk(), failed -> false, skipped -> false));
    }

    private void print(FleetResult<ChangeResult> results) {
        Table table = new Table("DEVICE", "STATUS", "LINES", "SAVED", "MESSAGE");
        for (DeviceResult<ChangeResult> result : results.results()) {
            String name = result.device().name();
            result.fold(
                    ok -> {
                        ChangeResult change = ok.value();
                        table.add(
                                name,
                                change.status().name(),
                                change.lines(LineResult.Status.ACCEPTED).size() + "/"
                                        + change.lines().size(),
                                change.saved() ? "yes" : "no",
                                change.message());
                        return true;
                    },
                    failed -> {
                        table.add(
                                name,
                                failed.error().code().name(),
                                "",
                                "",
                                Advice.in(failed.error().reason()));
                        return true;
                    },
                    skipped -> {
                        table.add(name, "SKIPPED", "", "", Advice.in(skipped.reason()));
                        return true;
                    });
        }
        table.print(out());
        results.succeeded()
                .forEach((device, change) -> change.diff()
                        .filter(diff -> !diff.isBlank())
                        .ifPresent(diff -> out().println("=== " + device.name() + "\n" + diff.stripTrailing())));
    }

    private static Map<String, Object> tree(DeviceResult<ChangeResult> result) {
        Map<String, Object> tree = JsonTree.of(result, PushCommand::tree);
        tree.putIfAbsent("status", tree.containsKey("skipped") ? "SKIPPED" : "ERROR");
        return tree;
    }

    private static Map<String, Object> tree(ChangeResult change) {
        Map<String, Object> tree = JsonTree.of(
                "status", change.status().name(),
                "message", change.message(),
                "committed", change.committed(),
                "saved", change.saved());
        change.diff().ifPresent(diff -> tree.put("diff", diff));
        tree.put(
                "lines",
                change.lines().stream()
                        .map(line -> JsonTree.of(
                                "line", line.line(),
                                "status", line.status().name(),
                                "answer", line.answer().orElse("")))
                        .toList());
        return tree;
    }
}
