package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.core.fleet.Fleet;
import io.netstacks.core.fleet.FleetResult;
import io.netstacks.spi.device.Device;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "detect", mixinStandardHelpOptions = true, description = "Finds out what platform devices run.")
final class DetectCommand extends DeviceCommand {

    @Mixin
    private TargetOptions targets = new TargetOptions();

    @Option(names = "--save", description = "Save what was found in the store's inventory.")
    private boolean save;

    @Override
    boolean run(NetStacks net) {
        List<Device> unknown = targets.fleet(net).devices().stream()
                .map(device -> device.toBuilder().platform("autodetect").build())
                .toList();
        Fleet fleet = net.devices(unknown);
        ProgressBar progress = progress(unknown.size());
        FleetResult<String> results = fleet.parallelism(common().parallel())
                .within(common().perDevice())
                .onProgress(device -> progress.step())
                .read(session -> session.platform().id());
        if (save) {
            results.succeeded()
                    .forEach((device, platform) -> net.inventory()
                            .save(device.toBuilder().platform(platform).build()));
        }
        if (common().json()) {
            printJson(results.results().stream()
                    .map(result -> JsonTree.of(result, platform -> JsonTree.of("platform", platform)))
                    .toList());
        } else {
            Table table = new Table("DEVICE", "PLATFORM");
            results.results()
                    .forEach(result -> table.add(
                            result.device().name(),
                            result.fold(
                                    ok -> ok.value(),
                                    failed -> failed.error().code() + ": "
                                            + Advice.in(failed.error().reason()),
                                    skipped -> Advice.in(skipped.reason()))));
            table.print(out());
        }
        return results.allOk();
    }
}
