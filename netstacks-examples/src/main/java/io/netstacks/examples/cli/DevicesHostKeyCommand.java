package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.core.text.VisibleText;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.device.JumpHop;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.transport.HostKey;
import io.netstacks.spi.transport.HostKeyStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "host-key",
        mixinStandardHelpOptions = true,
        description =
                "Shows the host keys by which a device is trusted; --forget them if it really has a new one, so that the"
                        + " next login trusts that.")
final class DevicesHostKeyCommand extends DeviceCommand {

    @Parameters(paramLabel = "DEVICE", description = "The device.")
    private String name = "";

    @Option(names = "--hop", paramLabel = "HOST", description = "Not the device's own, but those of this jump host.")
    private Optional<String> hop = Optional.empty();

    @Option(names = "--forget", description = "Forget them.")
    private boolean forget;

    @Override
    boolean run(NetStacks net) {
        Device device = net.connections().resolve(net.inventory().get(name)).device();
        Optional<JumpHop> jump = hop.map(host -> hop(device, host));
        Endpoint endpoint = jump.map(JumpHop::endpoint).orElse(device.endpoint());
        Optional<String> pin = jump.isPresent() ? jump.get().hostKeyPin() : device.hostKeyPin();
        HostKeyStore store = common().hostKeys(net);
        List<HostKey> trusted = store.find(endpoint);
        if (forget) {
            store.forget(endpoint);
        }
        if (common().json()) {
            printJson(tree(endpoint, pin, trusted));
        } else {
            print(VisibleText.of(endpoint.toString()), pin, trusted);
        }
        return true;
    }

    private static JumpHop hop(Device device, String host) {
        return device.hops().stream()
                .filter(hop -> hop.endpoint().host().equalsIgnoreCase(host))
                .findFirst()
                .orElseThrow(
                        () -> new NotFoundException("device " + device.name() + " is not reached through " + host));
    }

    private void print(String place, Optional<String> pin, List<HostKey> trusted) {
        trusted.forEach(key -> out().println(place + (forget ? ": forgotten is " : ": trusted is ") + key));
        if (trusted.isEmpty()) {
            out().println(place + ": no host key is trusted");
        }
        pin.ifPresent(fingerprint -> out().println(place + ": pinned is " + VisibleText.of(fingerprint)
                + ", and no other key is looked at" + (forget ? "; change the pin where it is written" : "")));
    }

    private Map<String, Object> tree(Endpoint endpoint, Optional<String> pin, List<HostKey> trusted) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("endpoint", endpoint.toString());
        tree.put("pin", pin.orElse(""));
        tree.put(
                forget ? "forgotten" : "trusted",
                trusted.stream()
                        .map(key -> JsonTree.of("type", key.type(), "fingerprint", key.fingerprint()))
                        .toList());
        return tree;
    }
}
