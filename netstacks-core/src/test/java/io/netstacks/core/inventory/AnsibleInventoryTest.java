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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnsibleInventoryTest {

    @TempDir
    private Path folder;

    private void file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private DeviceReport read(String name) {
        return Inventories.ansible(folder.resolve(name), PlatformNames.standard())
                .report();
    }

    private static NamedDevices byName(DeviceReport report) {
        return new NamedDevices(report);
    }

    @Test
    void yaml_groups_hosts_and_variables() throws IOException {
        file("inventory.yml", """
                ---
                all:
                  vars: {ansible_connection: ansible.netcommon.network_cli, ansible_user: auto, mtu: 1500}
                  children:
                    core:
                      vars: {ansible_network_os: cisco.ios.ios, mtu: 9000, site: ber}
                      hosts:
                        edge1: {ansible_host: 192.0.2.1, ansible_port: 2222, ansible_command_timeout: 120}
                        edge2:
                      children:
                        spine:
                          hosts:
                            "spine[01:03]": {ansible_network_os: arista.eos.eos, mtu: 9216}
                    fw:
                      hosts: {fw1: {ansible_network_os: fortinet.fortios.fortios}, fw2: {ansible_network_os: junos}}
                  hosts: {lonely: {}}
                """);

        NamedDevices devices = byName(read("inventory.yml"));

        Device first = devices.get("edge1");
        assertThat(first.endpoint()).isEqualTo(new Endpoint("192.0.2.1", 2222));
        assertThat(first.platform()).isEqualTo("cisco_ios");
        assertThat(first.site()).contains("ber");
        assertThat(first.commandTimeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(first.tags()).containsExactly("core");
        assertThat(first.properties()).containsOnly(Map.entry("mtu", "9000"), Map.entry("ansible_user", "auto"));
        assertThat(devices.keySet())
                .containsExactlyInAnyOrder("edge1", "edge2", "spine01", "spine02", "spine03", "fw1", "fw2", "lonely");
        assertThat(devices.get("spine02").tags()).containsExactlyInAnyOrder("core", "spine");
        assertThat(devices.get("spine02").platform()).isEqualTo("arista_eos");
        assertThat(devices.get("fw1").platform()).isEqualTo("fortinet_fortios");
        assertThat(devices.get("fw2").platform()).isEqualTo("juniper_junos");
        assertThat(devices.get("lonely").tags()).isEmpty();
        assertThat(devices.get("lonely").platform()).isEqualTo("autodetect");
    }

    @Test
    void ini_sections_ranges_ports_and_quotes() throws IOException {
        file("hosts", """
                # all of them
                lonely ansible_host=192.0.2.99   # the last
                [core]
                edge[1:5:2].example.net:2022 ansible_network_os=ios location="Berlin # 7, left" note='a=b'
                sw-[a:c]
                [2001:db8::1]:2222
                [core:vars]
                site=ber
                banner = "hello there"
                limits={"up": 10, "down": [1, 2]}
                ; nothing
                [all:children]
                everything
                [everything:children]
                core
                later
                [later]
                edge9
                [everything:vars]
                mtu=1500
                """);

        NamedDevices devices = byName(read("hosts"));

        assertThat(devices.keySet())
                .containsExactlyInAnyOrder(
                        "lonely",
                        "edge1.example.net",
                        "edge3.example.net",
                        "edge5.example.net",
                        "sw-a",
                        "sw-b",
                        "sw-c",
                        "2001:db8::1",
                        "edge9");
        Device third = devices.get("edge3.example.net");
        assertThat(third.endpoint()).isEqualTo(new Endpoint("edge3.example.net", 2022));
        assertThat(third.site()).contains("ber");
        assertThat(third.tags()).containsExactlyInAnyOrder("core", "everything");
        assertThat(third.properties())
                .containsEntry("location", "Berlin # 7, left")
                .containsEntry("note", "a=b")
                .containsEntry("banner", "hello there")
                .containsEntry("limits", "{\"up\":10,\"down\":[1,2]}")
                .containsEntry("mtu", "1500");
        assertThat(devices.get("2001:db8::1").endpoint()).isEqualTo(new Endpoint("2001:db8::1", 2222));
        assertThat(devices.get("edge9").tags()).containsExactlyInAnyOrder("everything", "later");
        assertThat(devices.get("lonely").endpoint().host()).isEqualTo("192.0.2.99");
    }

    @Test
    void variables_of_files_are_laid_over_each_other_as_ansible_does() throws IOException {
        file("hosts.ini", """
                [b_near]
                edge1 from_host=inventory
                [a_near]
                edge1
                [far:children]
                a_near
                b_near
                [far:vars]
                v=far
                w=far
                [a_near:vars]
                v=a_near
                x=a_near
                y=a_near
                z=a_near
                [b_near:vars]
                x=b_near
                """);
        file("group_vars/all.yml", "{w: group_vars all, y: group_vars all, q: group_vars all}");
        file("group_vars/far/10.yml", "y: group_vars far");
        file("group_vars/far/20.yaml", "{q: group_vars far, z2: 1}");
        file("group_vars/far/README.md", "not: read");
        file("group_vars/a_near", "z: group_vars a_near\nfrom_host: never");
        file("host_vars/edge1.yml", "last: host_vars");

        assertThat(byName(read("hosts.ini")).get("edge1").properties())
                .containsOnly(
                        Map.entry("v", "a_near"),
                        Map.entry("w", "group_vars all"),
                        Map.entry("x", "b_near"),
                        Map.entry("y", "group_vars far"),
                        Map.entry("z", "group_vars a_near"),
                        Map.entry("z2", "1"),
                        Map.entry("q", "group_vars far"),
                        Map.entry("from_host", "inventory"),
                        Map.entry("last", "host_vars"));
    }

    @Test
    void a_priority_goes_before_the_name_of_groups_equally_far() throws IOException {
        file("hosts", "[a]\nr1\n[b]\nr1\n[a:vars]\nv=a\nansible_group_priority=10\n[b:vars]\nv=b\n");

        assertThat(byName(read("hosts")).get("r1").properties()).containsOnly(Map.entry("v", "a"));
    }

    @Test
    void a_folder_is_one_inventory() throws IOException {
        file("inv/10-core.yml", "core: {hosts: {edge1: {}}}");
        file("inv/20-more", "[core]\nedge2\n");
        file("inv/notes.md", "[[[");
        file("inv/group_vars/core.yml", "site: ber");

        assertThat(read("inv").devices())
                .allSatisfy(device -> assertThat(device.site()).contains("ber"));
        assertThat(read("inv").devices()).extracting(Device::name).containsExactly("edge1", "edge2");
    }

    @Test
    void secrets_and_vaults_are_named_and_never_taken_over() throws IOException {
        file("inv.yml", """
                all:
                  vars:
                    ansible_password: Planted-1
                    ansible_become_password: !vault |
                      $ANSIBLE_VAULT;1.1;AES256
                      6162
                  hosts:
                    edge1: {ansible_ssh_pass: "{{ vault_pw }}", motd: !vault "Planted-2"}
                """);
        file("group_vars/all/vault.yml", "$ANSIBLE_VAULT;1.1;AES256\n6162\n");

        DeviceReport report = read("inv.yml");

        assertThat(report.toString() + byName(report).get("edge1").properties()).doesNotContain("Planted");
        assertThat(byName(report).get("edge1").properties()).isEmpty();
        assertThat(report.findings())
                .extracting(finding ->
                        finding.kind() + " " + finding.place() + " " + finding.devices() + " " + finding.key())
                .containsExactlyInAnyOrder(
                        "SECRET inv.yml:3 [edge1] ansible_password",
                        "SECRET inv.yml:4 [edge1] ansible_become_password",
                        "SECRET inv.yml:8 [edge1] ansible_ssh_pass",
                        "NOTE inv.yml:8 [edge1] motd",
                        "NOTE group_vars/all/vault.yml:1 [] ");
        assertThat(report.findings())
                .filteredOn(finding -> finding.key().equals("ansible_become_password"))
                .allSatisfy(finding ->
                        assertThat(finding.toString()).contains("Ansible Vault").contains("credential: lab"));
    }

    @Test
    void connections_that_are_no_command_line_are_noted() throws IOException {
        file("hosts", """
                localhost ansible_connection=local
                old ansible_connection=local ansible_network_os=ios
                nc ansible_connection=ansible.netcommon.netconf ansible_port=830 ansible_network_os=junos
                """);

        DeviceReport report = read("hosts");

        assertThat(report.devices()).extracting(Device::name).containsExactly("old", "nc");
        assertThat(byName(report).get("nc").endpoint().port()).isEqualTo(22);
        assertThat(report.findings())
                .hasSize(3)
                .allSatisfy(finding -> assertThat(finding.kind()).isEqualTo(DeviceFinding.Kind.NOTE));
    }

    @Test
    void every_mistake_of_every_file_is_told_and_nothing_is_read() throws IOException {
        file("inv/a.ini", """
                [core]
                edge[3:1]
                edge[a:9]
                edge[01:100]
                edge[1:999999999]
                edge1 "open
                edge2 word
                [core:varz]
                [none:vars]
                x=1
                [core:vars]
                no equals
                [core:children]
                core
                nowhere
                """);
        file("inv/b.yml", "core: {hosts: [edge4], vars: 7}\nx: {hosts: {e5: {ansible_network_os: vms}}, child: {}}");
        file("inv/c.yml", "all: {hosts: {");
        file("inv/d.sh", "#!/bin/sh\n");
        file("inv/e.json", "{\"_meta\": {}}");
        file("inv/f.yml", "x: {hosts: {e6: {ansible_host: !vault abc}, e7: {ansible_port: ssh}}}");

        assertThatThrownBy(() -> read("inv"))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.problems())
                                .anyMatch(p -> p.startsWith("a.ini:2: ") && p.contains("ends before it begins"))
                                .anyMatch(p -> p.startsWith("a.ini:3: ") && p.contains("letter to letter"))
                                .anyMatch(p -> p.startsWith("a.ini:4: ") && p.contains("equally long"))
                                .anyMatch(p -> p.startsWith("a.ini:5: ") && p.contains("200000 hosts"))
                                .anyMatch(p -> p.startsWith("a.ini:6: ") && p.contains("quote"))
                                .anyMatch(p -> p.startsWith("a.ini:7: ") && p.contains("key=value"))
                                .anyMatch(p -> p.startsWith("a.ini:8: ") && p.contains("[core:varz]"))
                                .anyMatch(p -> p.startsWith("a.ini:9: ") && p.contains("no group \"none\""))
                                .anyMatch(p -> p.startsWith("a.ini:12: "))
                                .anyMatch(p -> p.startsWith("a.ini:14: ") && p.contains("cannot be in"))
                                .anyMatch(p -> p.startsWith("a.ini:15: ") && p.contains("nowhere"))
                                .anyMatch(p -> p.startsWith("b.yml:1: hosts of group core must be a map"))
                                .anyMatch(p -> p.startsWith("b.yml:1: vars of group core must be a map"))
                                .anyMatch(p -> p.startsWith("b.yml:2: e5: platform: \"vms\" is no platform"))
                                .anyMatch(p -> p.startsWith("c.yml:") && p.contains("not YAML"))
                                .anyMatch(p -> p.startsWith("d.sh:1: is a script"))
                                .anyMatch(p ->
                                        p.startsWith("e.json:1: ") && p.contains("ansible-inventory --list --yaml"))
                                .anyMatch(p -> p.startsWith("f.yml:1: e6: host: is encrypted"))
                                .anyMatch(p -> p.startsWith("f.yml:1: e7: port must be a whole number")));
    }
}
