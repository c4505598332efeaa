package io.netstacks.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.core.NetStacks;
import io.netstacks.core.fleet.ManagedDevice;
import io.netstacks.core.inventory.ConnectionExplanation;
import io.netstacks.core.inventory.DeviceQuery;
import io.netstacks.core.inventory.Inventories;
import io.netstacks.core.inventory.InventoryChange;
import io.netstacks.core.inventory.NetBoxQuery;
import io.netstacks.core.inventory.PlatformNames;
import io.netstacks.core.store.KeyProviders;
import io.netstacks.spi.Secret;
import io.netstacks.spi.device.ConnectionOverride;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.DeviceOverride;
import io.netstacks.spi.device.DeviceReport;
import io.netstacks.spi.device.DeviceSelector;
import io.netstacks.spi.device.DeviceSource;
import io.netstacks.spi.device.TimeoutOverride;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/inventory.md shows is what runs here. */
class InventoryGuideTest {

    private static final Path PAGE = Path.of("../docs/inventory.md");
    private static final Pattern SHOWN_YAML = Pattern.compile("(?s)```yaml\n(.*?)```");

    @TempDir
    private Path folder;

    @Test
    void the_examples_run() throws IOException {
        Matcher yaml = SHOWN_YAML.matcher(Files.readString(PAGE));
        assertThat(yaml.find()).isTrue();
        Files.writeString(folder.resolve("hosts.yaml"), yaml.group(1) + "  password: Planted\n");
        Files.writeString(folder.resolve("groups.yaml"), "core: {}\n");
        Path hosts = Files.writeString(folder.resolve("hosts"), "edge2 ansible_network_os=our-edge-os\n");
        URI address = URI.create("https://netbox.example.net");
        List<String> log = new ArrayList<>();
        String password = "pw-4711";
        try (Secret token = Secret.of("0123456789");
                NetStacks net = NetStacks.builder()
                        .setting("jdbc", "directory", folder.resolve("data").toString())
                        .keys(KeyProviders.file(folder.resolve("key")))
                        .build()) {
            // tag::guide[]
            DeviceSource nornir = Inventories.nornir(folder, PlatformNames.standard());
            DeviceSource ansible =
                    Inventories.ansible(hosts, PlatformNames.standard().with("our-edge-os", "cisco_xr"));
            DeviceSource netBox =
                    Inventories.netBox(NetBoxQuery.at(address, token).filter("site", "ber"));

            DeviceReport report = nornir.report();
            report.findings().forEach(finding -> log.add(finding.toString())); // secrets that were left out, and why

            InventoryChange change = net.inventory().compare(report.devices(), false); // what it would do: a dry run
            net.inventory().apply(change); // all of it or nothing
            // end::guide[]
            // tag::guide[]
            DeviceSelector chosen =
                    DeviceQuery.parse("site=ber and (tag=core or name~\"edge-*\") and not platform=linux");
            List<Device> devices = net.inventory().select(chosen);
            // end::guide[]
            // tag::guide[]
            net.connections()
                    .set(DeviceOverride.of("edge1")
                            .withConnection(ConnectionOverride.NONE
                                    .withPort(2022)
                                    .withTimeouts(TimeoutOverride.NONE.withCommand(Duration.ofMinutes(2))))
                            .withVariables(Map.of("asn", 65001))
                            .withNotes("behind the console server until June"));
            net.stores().credentials().save("lab", Credentials.password("automation", password));
            net.stores().credentials().setDefault("lab"); // for devices that name none

            ConnectionExplanation why =
                    net.connections().explain(net.inventory().get("edge1"));
            why.values().forEach(value -> log.add(value.name() + " " + value.value() + ", said by " + value.layer()));
            why.problems().forEach(problem -> log.add("a session would be refused: " + problem));

            ManagedDevice once = net.device("edge1").with(ConnectionOverride.NONE.withCredential("break-glass"));
            // end::guide[]

            assertThat(once.device().credential()).isEqualTo("lab");
            assertThat(log).contains("port 2022, said by OVERRIDE", "credential lab, said by DEVICE");
            assertThat(log.remove(0)).contains("edge1: password: is a secret").doesNotContain("Planted");
            assertThat(log).noneMatch(line -> line.contains("refused") || line.contains(password));
            assertThat(ansible.devices()).extracting(Device::platform).containsExactly("cisco_xr");
            assertThat(netBox).hasToString("NetBox at https://netbox.example.net");
            assertThat(devices).extracting(Device::credential).containsExactly("lab");
        }
    }

    @Test
    void the_page_shows_them() throws IOException {
        GuidePage.of("docs/inventory.md").showsWhatRunsIn(InventoryGuideTest.class);
    }
}
