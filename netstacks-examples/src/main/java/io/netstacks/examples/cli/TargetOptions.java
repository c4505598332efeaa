package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.core.fleet.Fleet;
import io.netstacks.core.inventory.DeviceQuery;
import io.netstacks.spi.device.DeviceSelector;
import io.netstacks.spi.error.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which devices a command is for. */
final class TargetOptions {

    @Option(
            names = {"-d", "--device"},
            paramLabel = "NAME",
            description = "A device, or a pattern with * and ?; may be repeated.")
    private List<String> devices = new ArrayList<>();

    @Option(names = "--tag", paramLabel = "TAG", description = "Devices with this tag.")
    private @Nullable String tag;

    @Option(names = "--site", paramLabel = "SITE", description = "Devices of this site.")
    private @Nullable String site;

    @Option(
            names = "--where",
            paramLabel = "QUERY",
            description = "Devices that a query means, for example: site=ber and (tag=core or name~edge-*).")
    private @Nullable String where;

    @Option(names = "--all", description = "All devices.")
    private boolean all;

    @Option(names = "--except", paramLabel = "PATTERN", description = "But not devices of these names.")
    private List<String> except = new ArrayList<>();

    DeviceSelector selector() {
        if (!isChosen()) {
            throw InvalidInputException.of(
                    "say which devices: --device NAME, --tag TAG, --site SITE, --where QUERY, or --all");
        }
        return chosen();
    }

    /** Returns the devices that are chosen; that there are none must not look like success. */
    Fleet fleet(NetStacks net) {
        Fleet fleet = net.devices(selector());
        if (fleet.devices().isEmpty()) {
            throw InvalidInputException.of("no device is selected; netstacks devices list tells which there are");
        }
        return fleet;
    }

    /** For commands that only read what is stored: no choice means all. */
    DeviceSelector selectorOrAll() {
        return chosen();
    }

    /** Tells whether some devices were chosen, and not all. */
    boolean isGiven() {
        return !devices.isEmpty() || tag != null || site != null || where != null || !except.isEmpty();
    }

    /** Tells whether anything was said about devices. */
    boolean isChosen() {
        return all || isGiven();
    }

    private DeviceSelector chosen() {
        DeviceSelector selector = named();
        if (tag != null) {
            selector = selector.and(DeviceSelector.tag(tag));
        }
        if (site != null) {
            selector = selector.and(DeviceSelector.site(site));
        }
        if (where != null) {
            selector = selector.and(DeviceQuery.parse(where));
        }
        for (String pattern : except) {
            selector = selector.except(pattern);
        }
        return selector;
    }

    private DeviceSelector named() {
        if (devices.isEmpty()) {
            return DeviceSelector.all();
        }
        if (devices.size() == 1 && isPattern(devices.get(0))) {
            return DeviceSelector.glob(devices.get(0));
        }
        if (devices.stream().anyMatch(TargetOptions::isPattern)) {
            throw InvalidInputException.of("give one pattern, or names without * and ?");
        }
        return DeviceSelector.names(devices.toArray(String[]::new));
    }

    private static boolean isPattern(String name) {
        return name.indexOf('*') >= 0 || name.indexOf('?') >= 0;
    }
}
