package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NotFoundException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "set",
        mixinStandardHelpOptions = true,
        description = "Changes a stored device, or adds one with --add; what is not named stays as it is.")
final class DevicesSetCommand extends DeviceCommand {

    @Parameters(paramLabel = "DEVICE", description = "The device.")
    private String name = "";

    @Option(names = "--add", description = "Add it; it must not be there yet.")
    private boolean add;

    @Mixin
    private ReachOptions reach = new ReachOptions();

    @Option(names = "--site", paramLabel = "SITE", description = "Its site.")
    private Optional<String> site = Optional.empty();

    @Option(names = "--tag", paramLabel = "TAG", description = "A tag that it gets; may be repeated.")
    private List<String> tags = new ArrayList<>();

    @Option(names = "--untag", paramLabel = "TAG", description = "A tag that it loses; may be repeated.")
    private List<String> untagged = new ArrayList<>();

    @Option(names = "--property", paramLabel = "KEY=VALUE", description = "A property; may be repeated.")
    private Map<String, String> properties = new LinkedHashMap<>();

    @Option(names = "--enabled", paramLabel = "true|false", arity = "1", description = "Whether sessions are allowed.")
    private Optional<Boolean> enabled = Optional.empty();

    @Override
    boolean run(NetStacks net) {
        Optional<Device> before = net.stores().devices().find(name).map(stored -> stored.value());
        if (before.isEmpty() && !add) {
            boolean elsewhere = net.inventory().find(name).isPresent();
            throw new NotFoundException(
                    elsewhere
                            ? "device " + name + " is of the file given with -i and is changed there"
                            : "no device named \"" + name + "\" is stored; add it with --add");
        }
        if (before.isPresent() && add) {
            throw InvalidInputException.of("device " + name + " is there already; leave --add out to change it");
        }
        Device after = changed(net, before.orElseGet(() -> Device.named(name).build()));
        net.inventory().apply(net.inventory().compare(List.of(after), false));
        out().println("device " + name
                + (add ? " was added" : before.equals(Optional.of(after)) ? " is as it was" : " was changed"));
        return true;
    }

    private Device changed(NetStacks net, Device device) {
        Set<String> kept = new LinkedHashSet<>(device.tags());
        kept.addAll(tags);
        kept.removeAll(untagged);
        Device.Builder builder = Device.named(name)
                .transport(device.transport())
                .at(
                        reach.host().orElse(device.endpoint().host()),
                        reach.port().orElse(device.endpoint().port()))
                .platform(reach.platform()
                        .filter(id -> !id.equals("autodetect"))
                        .map(id -> net.platforms().get(id).id())
                        .or(reach::platform)
                        .orElse(device.platform()))
                .credential(reach.credential().orElse(device.credential()))
                .tags(kept)
                .sshProfile(device.sshProfile())
                .commandTimeout(reach.commandTimeout().orElse(device.commandTimeout()))
                .enabled(enabled.orElse(device.enabled()));
        site.or(device::site).ifPresent(builder::site);
        device.hostKeyPin().ifPresent(builder::hostKeyPin);
        device.proxy().ifPresent(builder::proxy);
        device.hops().forEach(builder::via);
        device.properties().forEach(builder::property);
        properties.forEach(builder::property);
        return builder.build();
    }
}
