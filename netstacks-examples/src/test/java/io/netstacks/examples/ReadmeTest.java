package io.netstacks.examples;

import static io.netstacks.spi.device.DeviceSelector.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.core.NetStacks;
import io.netstacks.core.NetStacksBuilder;
import io.netstacks.core.backup.BackupRequest;
import io.netstacks.core.backup.BackupRun;
import io.netstacks.core.credential.CredentialSources;
import io.netstacks.core.fleet.FleetResult;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.command.Command;
import io.netstacks.spi.command.CommandResult;
import io.netstacks.spi.config.ChangeResult;
import io.netstacks.spi.config.ChangeStatus;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.device.Device;
import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeDevices;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What README.md shows is what runs here, on a simulated device. */
class ReadmeTest {

    private static final String ARP = """
            Protocol  Address          Age (min)  Hardware Addr   Type   Interface
            Internet  192.0.2.1               -   0050.56aa.0001  ARPA   GigabitEthernet0/1
            """;

    private static NetStacksBuilder builder(FakeDevice router) {
        return NetStacks.builder().storage("memory").credentials(CredentialSources.of(router.credentials()));
    }

    @Test
    void the_example_runs() {
        try (FakeDevice router =
                FakeDevice.start(FakeDevices.ciscoIos("edge1").with(script -> script.command("show ip arp", ARP)))) {
            String host = router.endpoint().host();
            int port = router.endpoint().port();
            // tag::guide[]
            try (NetStacks net = builder(router).build()) {
                net.inventory()
                        .save(Device.named("edge1")
                                .at(host, port)
                                .platform("cisco_ios")
                                .tag("edge")
                                .build());

                CommandResult version = net.device("edge1").run("show version");
                FleetResult<CommandResult> arp = net.devices(tag("edge"))
                        .parallelism(40)
                        .run(Command.show("show ip arp").parsed());
                arp.succeeded()
                        .forEach((device, reply) -> System.out.println(
                                device.name() + " " + (reply.isOk() ? reply.rows() : reply.output())));

                OperationContext kim = OperationContext.as(Actor.user("kim"));
                BackupRun run = net.backups().run(BackupRequest.of(tag("edge")).reason("before CHG-4711"), kim);
                ChangeResult change = net.device("edge1").configure(ConfigChange.of("ntp server 192.0.2.123"), kim);
                System.out.println(change.status() + " " + change.message()); // APPLIED: taken, and saved
                // end::guide[]
                assertThat(version.output()).contains("Cisco IOS");
                assertThat(arp.succeeded()).hasSize(1);
                assertThat(run.snapshot().members()).hasSize(1);
                assertThat(change.status()).isEqualTo(ChangeStatus.APPLIED);
                // tag::guide[]
            }
            // end::guide[]
            assertThat(router.startupConfig()).contains("ntp server 192.0.2.123");
        }
    }

    @Test
    void the_page_shows_it() throws IOException {
        String shown = GuidePage.of("README.md")
                .shown()
                .replace(
                        "NetStacks.builder().credentials(CredentialSources.fromEnvironment(\"NETSTACKS\"))"
                                + "//NETSTACKS_USERNAME,NETSTACKS_PASSWORD",
                        "builder(router)")
                .replace(".at(\"192.0.2.1\")", ".at(host,port)");
        assertThat(shown).isNotEmpty().isEqualTo(GuidePage.runIn(ReadmeTest.class));
    }
}
