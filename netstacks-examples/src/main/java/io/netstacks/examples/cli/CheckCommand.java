package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.core.fleet.ConnectivityReport;
import io.netstacks.core.fleet.ConnectivityReport.Stage;
import io.netstacks.core.fleet.ConnectivityReport.Status;
import io.netstacks.core.fleet.DeviceResult;
import io.netstacks.core.fleet.Fleet;
import io.netstacks.core.fleet.FleetResult;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Tries to reach devices, with one login each, and tells how far that went.")
final class CheckCommand extends DeviceCommand {

    @Mixin
    private TargetOptions targets = new TargetOptions();

    @Override
    boolean run(NetStacks net) {
        Fleet fleet = targets.fleet(net);
        ProgressBar progress = progress(fleet.devices().size());
        FleetResult<ConnectivityReport> results = fleet.parallelism(common().parallel())
                .within(common().perDevice())
                .onProgress(device -> progress.step())
                .testConnectivity(common().context(fleet.devices().size()));
        if (common().json()) {
            printJson(results.results().stream().map(CheckCommand::tree).toList());
        } else {
            Table table = new Table("DEVICE", "REACHED", "PLATFORM", "PROMPT", "MESSAGE");
            results.results().forEach(result -> addTo(table, result));
            table.print(out());
        }
        return results.allOk() && results.succeeded().values().stream().allMatch(ConnectivityReport::ok);
    }

    private static void addTo(Table table, DeviceResult<ConnectivityReport> result) {
        String name = result.device().name();
        result.fold(
                ok -> {
                    ConnectivityReport report = ok.value();
                    table.add(
                            name,
                            reached(report),
                            report.platform().orElse(""),
                            report.prompt().orElse(""),
                            report.failure()
                                    .flatMap(Stage::message)
                                    .map(Advice::in)
                                    .orElse("ok"));
                    return true;
                },
                failed -> {
                    table.add(name, "nothing", "", "", Advice.in(failed.error().reason()));
                    return true;
                },
                skipped -> {
                    table.add(name, "nothing", "", "", "skipped: " + Advice.in(skipped.reason()));
                    return true;
                });
    }

    private static String reached(ConnectivityReport report) {
        return report.stages().stream()
                .filter(stage -> stage.status() == Status.OK)
                .reduce((first, second) -> second)
                .map(stage -> stage.step().name())
                .orElse("nothing");
    }

    private static Map<String, Object> tree(DeviceResult<ConnectivityReport> result) {
        Map<String, Object> tree = JsonTree.of(result, CheckCommand::tree);
        tree.putIfAbsent("ok", false);
        tree.putIfAbsent("reachable", false);
        return tree;
    }

    private static Map<String, Object> tree(ConnectivityReport report) {
        Map<String, Object> tree = JsonTree.of("ok", report.ok(), "reachable", report.reachable());
        report.platform().ifPresent(platform -> tree.put("platform", platform));
        report.prompt().ifPresent(prompt -> tree.put("prompt", prompt));
        tree.put(
                "stages",
                report.stages().stream()
                        .map(stage -> JsonTree.of(
                                "stage", stage.step().name(),
                                "status", stage.status().name(),
                                "elapsed_ms", stage.elapsed().toMillis(),
                                "message", stage.message().map(Advice::in).orElse("")))
                        .toList());
        report.connection().ifPresent(connection -> tree.put("algorithms", connection.algorithms()));
        return tree;
    }
}
