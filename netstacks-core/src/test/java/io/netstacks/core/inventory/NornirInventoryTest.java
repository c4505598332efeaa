package io.netstacks.core.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.DeviceFinding;
import io.netstacks.spi.device.DeviceReport;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NornirInventoryTest {

    @TempDir
    private Path folder;

    private DeviceReport read(String hosts, String groups, String defaults) throws IOException {
        Files.writeString(folder.resolve("hosts.yaml"), hosts);
        Files.writeString(folder.resolve("groups.yaml"), groups);
        Files.writeString(folder.resolve("defaults.yaml"), defaults);
        return Inventories.nornir(folder, PlatformNames.standard()).report();
    }

    private static NamedDevices byName(DeviceReport report) {
        return new NamedDevices(report);
    }

    @Test
    void values_come_from_host_then_groups_in_order_with_their_own_then_defaults() throws IOException {
        NamedDevices devices =
                byName(read("""
                ---
                edge1:
                    hostname: 192.0.2.1
                    port: 2222
                    platform: ios
                    groups: [core, berlin]
                    data: {site: ber, asn: 65001, ntp: {servers: [192.0.2.9], burst: yes}}
                edge2:
                    hostname: 2001:db8::2
                    groups:
                        - berlin
                        - core
                edge3:
                """, """
                core: {platform: junos, groups: [global], data: {role: core, mtu: 9000}}
                berlin: {port: 22022, data: {site: berlin, mtu: 1500}}
                global: {platform: eos, data: {mtu: 1400, domain: example.net, region: eu}}
                """, "{platform: nxos, data: {domain: ignored.example, snmp_location: somewhere}}"));

        Device first = devices.get("edge1");
        assertThat(first.endpoint()).isEqualTo(new Endpoint("192.0.2.1", 2222));
        assertThat(first.platform()).isEqualTo("cisco_ios");
        assertThat(first.site()).contains("ber");
        assertThat(first.tags()).containsExactlyInAnyOrder("core", "global", "berlin");
        assertThat(first.properties())
                .containsEntry("mtu", "9000")
                .containsEntry("domain", "example.net")
                .containsEntry("region", "eu")
                .containsEntry("asn", "65001")
                .containsEntry("ntp", "{\"servers\":[\"192.0.2.9\"],\"burst\":true}")
                .containsEntry("snmp_location", "somewhere");
        Device second = devices.get("edge2");
        assertThat(second.endpoint()).isEqualTo(new Endpoint("2001:db8::2", 22022));
        assertThat(second.platform()).isEqualTo("juniper_junos");
        assertThat(second.properties()).containsEntry("mtu", "1500");
        assertThat(second.site()).contains("berlin");
        assertThat(devices.get("edge3").platform()).isEqualTo("cisco_nxos");
        assertThat(devices.get("edge3").endpoint()).isEqualTo(new Endpoint("edge3", 22));
    }

    @Test
    void options_of_a_command_line_plugin_go_before_the_host() throws IOException {
        DeviceReport report = read("""
                edge1:
                    hostname: 192.0.2.1
                    port: 830
                    platform: iosxr
                    connection_options:
                        ncclient: {port: 830}
                        netmiko: {port: 22, platform: cisco_xr, extras: {fast_cli: true, secret: enable-me}}
                edge2:
                    port: 2022
                    connection_options: {pynso: {port: 8080}}
                """, "", "");

        Device first = byName(report).get("edge1");
        assertThat(first.endpoint().port()).isEqualTo(22);
        assertThat(first.platform()).isEqualTo("cisco_xr");
        assertThat(first.properties()).containsEntry("connection_options.netmiko", "{\"extras\":{\"fast_cli\":true}}");
        assertThat(byName(report).get("edge2").endpoint().port()).isEqualTo(2022);
        assertThat(report.findings())
                .anySatisfy(finding -> assertThat(finding.key()).isEqualTo("connection_options.netmiko.extras.secret"))
                .anySatisfy(finding -> assertThat(finding.what()).contains("[pynso]"));
        assertThat(report.toString()).doesNotContain("enable-me");
    }

    @Test
    void the_variable_of_our_own_sets_every_other_field() throws IOException {
        Device device = byName(read("""
                        edge1:
                            data:
                                netstacks:
                                    credential: lab
                                    transport: telnet
                                    tags: [spare]
                                    command_timeout_seconds: 90
                                    enabled: false
                                    via: [{host: jump1, port: 2022, credential: jump}]
                        """, "", "")).get("edge1");

        assertThat(device.credential()).isEqualTo("lab");
        assertThat(device.endpoint().port()).isEqualTo(23);
        assertThat(device.tags()).containsExactly("spare");
        assertThat(device.commandTimeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(device.enabled()).isFalse();
        assertThat(device.hops())
                .singleElement()
                .satisfies(hop -> assertThat(hop.endpoint()).isEqualTo(new Endpoint("jump1", 2022)));
        assertThat(device.properties()).isEmpty();
    }

    @Test
    void secrets_are_named_and_never_taken_over() throws IOException {
        DeviceReport report = read("""
                edge1: {username: kim, password: Planted-1, data: {snmp: {community: Planted-2, port: 161}}}
                edge2: {groups: [core]}
                edge3: {groups: [core], data: {api_token: Planted-4, password_file: /etc/pw, keys: [{psk: Planted-6}]}}
                """, "core: {password: Planted-3}", "{data: {enableSecret: Planted-5}}");

        assertThat(report.toString()
                        + byName(report).values().stream()
                                .map(Device::properties)
                                .toList())
                .doesNotContain("Planted");
        assertThat(report.findings())
                .allSatisfy(finding -> {
                    assertThat(finding.kind()).isEqualTo(DeviceFinding.Kind.SECRET);
                    assertThat(finding.what()).contains("CredentialProvider").contains("credential: lab");
                })
                .extracting(finding -> finding.place() + " " + finding.devices() + " " + finding.key())
                .containsExactlyInAnyOrder(
                        "hosts.yaml:1 [edge1] password",
                        "hosts.yaml:1 [edge1] snmp.community",
                        "groups.yaml:1 [edge2, edge3] password",
                        "hosts.yaml:3 [edge3] api_token",
                        "hosts.yaml:3 [edge3] keys.psk",
                        "defaults.yaml:1 [edge1, edge2, edge3] enableSecret");
        assertThat(byName(report).get("edge1").properties())
                .containsEntry("username", "kim")
                .containsEntry("snmp", "{\"port\":161}");
        assertThat(byName(report).get("edge3").properties()).containsEntry("password_file", "/etc/pw");
    }

    @Test
    void every_mistake_is_told_with_file_line_host_and_key_and_nothing_is_read() {
        assertThatThrownBy(() -> read("""
                        edge1: {platform: vax_vms}
                        edge2:
                            port: many
                            groups: [nowhere]
                        edge3: {hostnam: x}
                        edge4: {hostname: "{{ x }}"}
                        edge5: [1]
                        edge6: {groups: core}
                        edge 7: {}
                        edge8: {data: {netstacks: {host: x, credentail: lab}}}
                        """, "core: {groups: [core2]}\ncore: {}", "- 1"))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.problems())
                                .anyMatch(
                                        p -> p.startsWith("hosts.yaml:1: edge1: platform: \"vax_vms\" is no platform"))
                                .anyMatch(p -> p.startsWith("hosts.yaml:2: edge2: port must be a whole number"))
                                .anyMatch(p -> p.contains("edge2: groups: there is no group \"nowhere\""))
                                .anyMatch(p -> p.startsWith(
                                        "hosts.yaml:5: edge3: hostnam: is no key of Nornir's; did you mean"))
                                .anyMatch(p -> p.startsWith("hosts.yaml:6: edge4: host: is a template"))
                                .anyMatch(p -> p.startsWith("hosts.yaml:7: edge5 must be a map"))
                                .anyMatch(p -> p.startsWith("hosts.yaml:8: edge6: groups: must be a list"))
                                .anyMatch(p -> p.startsWith("hosts.yaml:9: edge 7: a device name is one word"))
                                .anyMatch(p -> p.startsWith("hosts.yaml:10: edge8: netstacks.host: is said by"))
                                .anyMatch(p ->
                                        p.startsWith("groups.yaml:1: group core: groups: there is no group \"core2\"")
                                                || p.startsWith("groups.yaml:2: key \"core\" stands here twice"))
                                .anyMatch(p -> p.startsWith("defaults.yaml:1: the file must be a map")));
    }

    @Test
    void names_of_the_hosts_own_go_before_the_catalogue() throws IOException {
        Path hosts = Files.writeString(folder.resolve("hosts.yaml"), "a: {platform: Our-OS}\nb: {platform: ios}\n");

        assertThat(Inventories.nornir(
                                hosts,
                                PlatformNames.standard()
                                        .with("our-os", "arista_eos")
                                        .with("ios", "cisco_xe"))
                        .devices())
                .extracting(Device::platform)
                .containsExactly("arista_eos", "cisco_xe");
    }

    @Test
    void anchors_are_shared_and_those_that_hold_themselves_refused() throws IOException {
        assertThat(byName(read("""
                        edge1: &base {port: 2022, data: {site: ber}}
                        edge2: {<<: *base, hostname: 192.0.2.2}
                        """, "", "")).get("edge2").endpoint()).isEqualTo(new Endpoint("192.0.2.2", 2022));
        assertThatThrownBy(() -> read("edge1: {data: &x {y: *x}}", "", "")).hasMessageContaining("holds itself");
        StringBuilder bomb = new StringBuilder("edge1: {data: {a0: &a0 [x, x, x, x, x, x, x, x, x]");
        for (int i = 1; i < 12; i++) {
            bomb.append(", a").append(i).append(": &a").append(i).append(" [");
            bomb.append(("*a" + (i - 1) + ", ").repeat(8))
                    .append("*a")
                    .append(i - 1)
                    .append(']');
        }
        DeviceReport report = read(bomb.append("}}").toString(), "", "");
        assertThat(report.findings())
                .anySatisfy(finding -> assertThat(finding.what()).contains("too large"));
    }
}
