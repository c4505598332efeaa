package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.core.fleet.ConnectivityReport;
import io.netstacks.core.fleet.ConnectivityReport.Status;
import io.netstacks.spi.device.Device;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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
        List<Device> devices = net.devices(targets.selector()).devices();
        ProgressBar progress = progress(devices.size());
        List<CompletableFuture<ConnectivityReport>> tests = devices.stream()
                .map(device -> CompletableFuture.supplyAsync(
                        () -> {
                            ConnectivityReport report =
                                    net.device(device.name()).testConnectivity(common().context());
                            progress.step();
                            return report;
                        },
                        net.executor()))
                .toList();
        List<ConnectivityReport> reports =
                tests.stream().map(CompletableFuture::join).toList();
        if (common().json()) {
            printJson(reports.stream().map(CheckCommand::tree).toList());
        } else {
            Table table = new Table("DEVICE", "REACHED", "PLATFORM", "PROMPT", "MESSAGE");
            reports.forEach(report -> table.add(
                    report.device(),
                    reached(report),
                    report.platform().orElse(""),
                    report.prompt().orElse(""),
                    report.failure().flatMap(ConnectivityReport.Stage::message).orElse("ok")));
            table.print(out());
        }
        return reports.stream().allMatch(ConnectivityReport::ok);
    }

    private static String reached(ConnectivityReport report) {
        return report.stages().stream()
                .filter(stage -> stage.status() == Status.OK)
                .reduce((first, second) -> second)
                .map(stage -> stage.step().name())
                .orElse("nothing");
    }

    private static Map<String, Object> tree(ConnectivityReport report) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("device", report.device());
        tree.put("ok", report.ok());
        tree.put("reachable", report.reachable());
        tree.put(
                "stages",
                report.stages().stream()
                        .map(stage -> Map.of(
                                "stage", stage.step().name(),
                                "status", stage.status().name(),
                                "elapsed_ms", stage.elapsed().toMillis(),
                                "message", stage.message().orElse("")))
                        .toList());
        report.connection().ifPresent(connection -> tree.put("algorithms", connection.algorithms()));
        return tree;
    }
}
