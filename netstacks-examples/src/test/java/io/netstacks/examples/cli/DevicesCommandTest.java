package io.netstacks.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Devices taken in, looked at, changed and written out, all on the command line. */
class DevicesCommandTest extends CommandFixture {

    private int devices(String... arguments) {
        List<String> all = new ArrayList<>(List.of("devices"));
        all.addAll(List.of(arguments));
        return run(all.toArray(String[]::new));
    }

    private String file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text).toString();
    }

    @Test
    void a_dry_run_shows_what_an_import_does_and_stores_nothing() throws IOException {
        String hosts = file("nornir/hosts.yaml", """
                edge1: {hostname: 192.0.2.1, platform: ios, groups: [core], password: Planted-1}
                edge2: {hostname: 192.0.2.2, platform: our-os}
                """);
        file("nornir/groups.yaml", "core: {data: {site: ber}}");

        assertThat(devices("import", hosts)).isEqualTo(2);
        assertThat(err.toString()).contains("hosts.yaml:2: edge2: platform: \"our-os\"");
        assertThat(devices("import", hosts, "--platform-map", "our-os=arista_eos", "--dry-run"))
                .isZero();
        assertThat(out.toString())
                .contains("+ edge1 (cisco_ios at 192.0.2.1:22)", "+ edge2 (arista_eos")
                .contains("! ", "hosts.yaml:1: edge1: password: is a secret")
                .contains("2 added, 0 changed, 0 removed, 0 as they were (dry run")
                .doesNotContain("Planted");
        assertThat(devices("list", "--json")).isZero();
        assertThat(out.toString()).doesNotContain("edge1");

        assertThat(devices("import", hosts, "--platform-map", "our-os=arista_eos"))
                .isZero();
        assertThat(devices("import", hosts, "--platform-map", "our-os=arista_eos", "--json"))
                .isZero();
        assertThat(out.toString()).contains("\"unchanged\" : 2", "\"kind\" : \"SECRET\"");

        String ini = file(
                "ansible/hosts", "[core]\nedge1 ansible_host=192.0.2.9 ansible_network_os=cisco.ios.ios site=ber\n");
        assertThat(devices("import", ini, "--prune", "--dry-run")).isZero();
        assertThat(out.toString())
                .contains("~ edge1", "host: 192.0.2.1 -> 192.0.2.9", "- edge2 (arista_eos")
                .contains("0 added, 1 changed, 1 removed");
        assertThat(devices("import", ini, "--prune", "--format", "ansible")).isZero();
        assertThat(devices()).isZero();
        assertThat(out.toString()).contains("edge1", "192.0.2.9").doesNotContain("edge2");
    }

    @Test
    void a_device_is_added_changed_and_shown() {
        assertThat(devices("set", "edge1", "--host", "192.0.2.1")).isEqualTo(2);
        assertThat(err.toString()).contains("--add");
        assertThat(devices(
                        "set",
                        "edge1",
                        "--add",
                        "--host",
                        "192.0.2.1",
                        "--platform",
                        "ios",
                        "--tag",
                        "core",
                        "--tag",
                        "old"))
                .isZero();
        assertThat(devices("set", "edge1", "--add")).isEqualTo(2);
        assertThat(devices(
                        "set",
                        "edge1",
                        "--untag",
                        "old",
                        "--site",
                        "ber",
                        "--property",
                        "rack=7",
                        "--enabled",
                        "false"))
                .isZero();
        assertThat(out.toString()).contains("was changed");
        assertThat(devices("set", "edge1", "--site", "ber")).isZero();
        assertThat(out.toString()).contains("is as it was");
        assertThat(devices("set", "edge1", "--platform", "vms")).isEqualTo(2);

        assertThat(devices("show", "edge1")).isZero();
        assertThat(out.toString())
                .contains("name: edge1", "platform: cisco_ios", "site: ber", "- core", "enabled: false", "rack: \"7\"")
                .doesNotContain("old");
        assertThat(devices("show", "edge1", "--json")).isZero();
        assertThat(out.toString()).contains("\"rack\" : \"7\"");
        assertThat(devices("show", "edge2")).isEqualTo(2);

        assertThat(devices("list", "--where", "tag=core")).isZero();
        assertThat(out.toString()).doesNotContain("edge1");
        assertThat(devices("list", "--where", "tag=core and enabled=any")).isZero();
        assertThat(out.toString()).contains("edge1 (disabled)");
        assertThat(devices("list", "--where", "tags=core")).isEqualTo(2);
        assertThat(err.toString()).contains("column 1").contains("did you mean tag");
    }

    @Test
    void an_override_is_set_explained_and_cleared() {
        assertThat(devices("override", "edge1", "--port", "2022")).isEqualTo(2);
        assertThat(devices("set", "edge1", "--add", "--host", "192.0.2.1", "--platform", "ios", "--credential", "lab"))
                .isZero();
        assertThat(devices(
                        "override",
                        "edge1",
                        "--port",
                        "2022",
                        "--command-timeout",
                        "120",
                        "--variable",
                        "asn=65001",
                        "--note",
                        "behind the console server"))
                .isZero();
        assertThat(out.toString()).contains("was set (version 1)");
        assertThat(devices("override", "edge1", "--port", "2022")).isZero();
        assertThat(out.toString()).contains("is as it was");

        assertThat(devices("show", "edge1")).isZero();
        assertThat(out.toString())
                .containsPattern("host +192.0.2.1 +device")
                .containsPattern("port +2022 +override")
                .containsPattern("command_timeout_seconds +120 +override")
                .containsPattern("connect_timeout_seconds +10 +built-in")
                .contains("note: behind the console server")
                .contains("! edge1: no credentials named \"lab\"");
        assertThat(devices(
                        "override",
                        "edge1",
                        "--connect-timeout",
                        "20",
                        "--handshake-timeout",
                        "30",
                        "--authentication-timeout",
                        "40",
                        "--ssh-profile",
                        "legacy"))
                .isZero();
        assertThat(devices("show", "edge1")).isZero();
        assertThat(out.toString())
                .containsPattern("ssh_profile +legacy +override")
                .containsPattern("command_timeout_seconds +120 +override")
                .containsPattern("connect_timeout_seconds +20 +override")
                .containsPattern("handshake_timeout_seconds +30 +override")
                .containsPattern("authentication_timeout_seconds +40 +override");
        assertThat(devices("override", "edge1", "--disabled", "true")).isZero();
        assertThat(devices("show", "edge1", "--json")).isZero();
        assertThat(out.toString())
                .contains("\"effective\"", "\"layer\" : \"override\"", "edge1 is disabled by its override");

        assertThat(devices("override", "edge1", "--connect-timeout", "601")).isEqualTo(2);
        assertThat(err.toString()).contains("from 1 to 600 seconds");
        assertThat(devices("override", "edge1", "--platform", "vms")).isEqualTo(2);
        assertThat(devices("override", "edge1", "--clear", "--port", "9")).isEqualTo(2);
        assertThat(devices("override", "edge1", "--clear")).isZero();
        assertThat(devices("override", "edge1", "--clear")).isZero();
        assertThat(out.toString()).contains("has no override");
        assertThat(devices("show", "edge1")).isZero();
        assertThat(out.toString()).containsPattern("port +22 +built-in").doesNotContain("disabled");
    }

    @Test
    void what_is_exported_is_imported_as_it_was() {
        assertThat(devices(
                        "set",
                        "edge1",
                        "--add",
                        "--host",
                        "h",
                        "--platform",
                        "cisco_xe",
                        "--tag",
                        "a b",
                        "--credential",
                        "lab"))
                .isZero();
        for (String format : List.of("yaml", "csv", "nornir", "ansible")) {
            Path place = folder.resolve(format);
            assertThat(devices("export", place.toString(), "--format", format)).isZero();
            String path = format.equals("nornir") || format.equals("ansible")
                    ? place.toString()
                    : place.resolve("devices." + format).toString();
            assertThat(devices("import", path, "--dry-run")).as(format).isZero();
            assertThat(out.toString()).as(format).contains("0 added, 0 changed, 0 removed, 1 as they were");
        }
        assertThat(devices("export", "--format", "csv")).isZero();
        assertThat(out.toString()).startsWith("name,host,port,platform").contains("\nedge1,h,22,cisco_xe,");
        assertThat(devices("export", "--format", "nornir")).isEqualTo(2);
        assertThat(devices("export", "--format", "toml")).isEqualTo(2);
    }

    @Test
    void a_netbox_needs_its_token_in_the_environment() {
        assertThat(devices("import", "https://netbox.example.net", "--token-env", "NETSTACKS_TEST_NO_SUCH_TOKEN"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("NETSTACKS_TEST_NO_SUCH_TOKEN");
        assertThat(devices("import", "nowhere.yaml", "--format", "round")).isEqualTo(2);
        assertThat(devices("import", folder.resolve("nowhere.yaml").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("there is no inventory");
    }
}
