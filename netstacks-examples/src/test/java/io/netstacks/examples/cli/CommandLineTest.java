package io.netstacks.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeDevices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Exit codes and output of commands that need no login. */
class CommandLineTest extends CommandFixture {

    private Path inventory(String text) throws IOException {
        return Files.writeString(folder.resolve("devices.yaml"), text);
    }

    @Test
    void wrong_use_exits_with_two() {
        assertThat(runWithoutData("no-such-command")).isEqualTo(2);
        assertThat(run("run", "show version")).isEqualTo(2);
        assertThat(err.toString()).contains("say which devices");
    }

    @Test
    void every_mistake_of_an_inventory_is_told() throws IOException {
        Path file = inventory("devices: [{name: a, prot: 1}, {host: b}]");

        assertThat(run("devices", "-i", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("did you mean port").contains("needs a name");
    }

    @Test
    void imported_devices_are_in_the_store() throws IOException {
        Path file = inventory("devices: [{name: edge1, host: 192.0.2.1, platform: cisco_ios}]");

        assertThat(run("devices", "--import", file.toString())).isZero();
        assertThat(run("devices", "--json")).isZero();
        assertThat(out.toString()).contains("\"edge1\"").contains("\"cisco_ios\"");
    }

    @Test
    void a_device_that_cannot_be_reached_exits_with_one() throws IOException {
        try (FakeDevice device = FakeDevice.start(FakeDevices.ciscoIos("edge1"))) {
            Path file = inventory("devices: [{name: edge1, host: 127.0.0.1, port: "
                    + device.endpoint().port() + ", platform: cisco_ios, credential: nobody-has-these}]");

            assertThat(run("check", "-i", file.toString(), "--all")).isEqualTo(1);
            assertThat(out.toString()).contains("nobody-has-these");
            assertThat(device.connectionsOpened()).isZero();
        }
    }

    @Test
    void an_output_is_parsed_to_rows_without_a_device() throws IOException {
        Path text = Files.writeString(folder.resolve("arp.txt"), """
                Protocol  Address          Age (min)  Hardware Addr   Type   Interface
                Internet  10.0.0.1                -   0000.0c07.ac01  ARPA   Vlan10
                """);

        assertThat(runWithoutData(
                        "parse", "--platform", "cisco_ios", "--command", "show ip arp", "--csv", text.toString()))
                .isZero();
        assertThat(out.toString()).contains("ip_address").contains("10.0.0.1,0000.0c07.ac01");
        assertThat(runWithoutData("parse", "--platform", "cisco_ios", "--command", "show unicorns", text.toString()))
                .isEqualTo(2);
    }

    @Test
    void an_output_is_parsed_to_a_tree_with_a_template_of_ones_own() throws IOException {
        Path text = Files.writeString(folder.resolve("vlans.txt"), "vlan 7\n name voice\nvlan 9\n");
        Path template = Files.writeString(
                folder.resolve("vlans.ttp"), "<group name=\"vlans*\">\nvlan {{ id }}\n name {{ name }}\n</group>\n");

        assertThat(runWithoutData("parse", "--ttp", template.toString(), text.toString()))
                .isZero();
        assertThat(out.toString()).contains("\"vlans\"").contains("\"id\" : \"9\"");

        Files.writeString(template, "<group name=\"vlans*\">\nvlan {{ id | macro(fix) }}\n</group>\n");
        assertThat(runWithoutData("parse", "--ttp", template.toString(), text.toString()))
                .isEqualTo(2);
    }

    @Test
    void a_template_is_filled_in_and_names_what_it_misses() throws IOException {
        Path template = Files.writeString(folder.resolve("ntp.j2"), "ntp server {{ ntp }}\nhostname {{ name }}\n");
        Path variables = Files.writeString(folder.resolve("vars.yaml"), "ntp: 192.0.2.123\nname: edge1\n");

        assertThat(runWithoutData("render", template.toString(), "--vars", variables.toString()))
                .isZero();
        assertThat(out.toString()).contains("ntp server 192.0.2.123\nhostname edge1");
        assertThat(runWithoutData("render", "--strict", template.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("ntp").contains("name");
        assertThat(runWithoutData("render", "--show-variables", template.toString()))
                .isZero();
        assertThat(out.toString()).contains("VARIABLE");
    }
}
