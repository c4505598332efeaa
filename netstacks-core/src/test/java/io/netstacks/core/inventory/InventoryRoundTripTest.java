package io.netstacks.core.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.device.JumpHop;
import io.netstacks.spi.device.ProxySpec;
import io.netstacks.spi.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written is read again as it was, whatever stands in it. */
class InventoryRoundTripTest {

    private static final String ODD = "abzAZ09_-./äß漢字Ж😀'\"\\,;=%&!?*@|>{}()$~`+^\u00e9\u0301\u200d\u202e\u05d0";
    private static final String ODD_IN_TEXTS = ODD + "[]:# \t\n\r\u0000\u0007\u0085\u2028\ufeff";
    private static final List<String> TRAPS = List.of(
            "yes",
            "no",
            "null",
            "~",
            "1.10",
            "022",
            "0o17",
            "1e3",
            "1_000",
            "12:30:45",
            "2026-11-23",
            "<<",
            "=",
            "{{ x }}",
            "!vault",
            "&a",
            "*a",
            "- a",
            "a: b",
            "{",
            "[",
            "%",
            "@",
            "True",
            "NaN",
            ".inf",
            "0x1F",
            "'",
            "\"",
            "\\",
            "[1]");

    @TempDir
    private Path folder;

    private static String text(Random random, String alphabet, int most) {
        if (random.nextInt(4) == 0) {
            return TRAPS.get(random.nextInt(TRAPS.size())).replace("{{ x }}", alphabet.equals(ODD) ? "x" : "{{ x }}");
        }
        int[] characters = alphabet.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most) + 1; i > 0; i--) {
            text.appendCodePoint(characters[random.nextInt(characters.length)]);
        }
        return text.toString().strip();
    }

    private static String word(Random random) {
        String word = text(random, ODD, 20).replaceAll("[\\s\\[\\]:#]", "").replace("{{", "");
        return word.isEmpty() ? "w" : word;
    }

    private static String nonEmpty(Random random) {
        String text = text(random, ODD_IN_TEXTS, 30);
        return text.isEmpty() ? "t" : text;
    }

    private static Device device(Random random, int number) {
        Device.Builder device = Device.named(word(random) + number);
        if (random.nextBoolean()) {
            device.transport(random.nextBoolean() ? "telnet" : "ssh");
        }
        device.at(word(random), 1 + random.nextInt(65_535));
        List<String> platforms = List.of(
                "cisco_ios", "cisco_xe", "ios", "juniper_junos", "linux", "vyos", "no such thing", "autodetect");
        device.platform(platforms.get(random.nextInt(platforms.size())));
        if (random.nextBoolean()) {
            device.credential(nonEmpty(random))
                    .site(nonEmpty(random))
                    .sshProfile("legacy")
                    .hostKeyPin("SHA256:" + word(random));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            device.tag(random.nextBoolean() ? "core" + random.nextInt(9) : text(random, ODD_IN_TEXTS, 10));
            List<String> keys = List.of("site", "netstacks", "ansible_port", "ansible_user", "password", "a.b", "name");
            device.property(
                    random.nextBoolean() ? keys.get(random.nextInt(keys.size())) : text(random, ODD_IN_TEXTS, 10),
                    text(random, ODD_IN_TEXTS, 200));
        }
        if (random.nextInt(3) == 0) {
            device.via(JumpHop.via("jump1", 2022, nonEmpty(random)))
                    .via(new JumpHop(new Endpoint("2001:db8::1", 22), "b", Optional.of("SHA256:x")))
                    .proxy(new ProxySpec(
                            ProxySpec.Kind.HTTP, new Endpoint("proxy", 3128), Optional.of(nonEmpty(random))))
                    .commandTimeout(Duration.ofMillis(1 + random.nextInt(100_000)))
                    .enabled(false);
        }
        return device.build();
    }

    @ParameterizedTest
    @EnumSource
    void what_is_written_is_read_again_as_it_was(InventoryFormat format) throws IOException {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            List<Device> devices = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                devices.add(device(random, i));
            }
            assertThat(again(devices, format))
                    .as("%s with seed %d", format, seed)
                    .containsExactlyInAnyOrderElementsOf(devices);
        }
    }

    private List<Device> again(List<Device> devices, InventoryFormat format) throws IOException {
        Map<String, String> files = Inventories.export(devices, format, PlatformNames.standard());
        Path place = Files.createDirectories(folder.resolve(format.name()));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(place.resolve(file.getKey()), file.getValue());
        }
        Path path = files.size() == 1 ? place.resolve(files.keySet().iterator().next()) : place;
        assertThat(InventoryFormat.of(path)).isEqualTo(format);
        return Inventories.read(path, format, PlatformNames.standard()).devices();
    }

    @Test
    void every_layout_looks_as_its_own_tool_has_it() {
        List<Device> devices = List.of(
                Device.named("edge1")
                        .at("192.0.2.1")
                        .platform("cisco_ios")
                        .tag("core")
                        .site("ber")
                        .property("mtu", "9000")
                        .build(),
                Device.named("edge2")
                        .at("edge2", 2222)
                        .platform("cisco_xe")
                        .credential("lab")
                        .tag("core")
                        .build());

        assertThat(Inventories.export(devices, InventoryFormat.ANSIBLE, PlatformNames.standard()))
                .containsEntry("inventory.yaml", """
                        all:
                          hosts:
                            edge1:
                              ansible_host: "192.0.2.1"
                              ansible_port: 22
                              ansible_network_os: cisco.ios.ios
                              ansible_connection: ansible.netcommon.network_cli
                              site: ber
                              mtu: "9000"
                            edge2:
                              ansible_host: edge2
                              ansible_port: 2222
                              ansible_network_os: cisco.ios.ios
                              ansible_connection: ansible.netcommon.network_cli
                              netstacks:
                                credential: lab
                                platform: cisco_xe
                          children:
                            core:
                              hosts:
                                edge1: {}
                                edge2: {}
                        """);
        assertThat(Inventories.export(devices, InventoryFormat.NORNIR, PlatformNames.standard()))
                .containsEntry("groups.yaml", "core: {}\n")
                .containsEntry("hosts.yaml", """
                        edge1:
                          hostname: "192.0.2.1"
                          port: 22
                          platform: cisco_ios
                          groups:
                          - core
                          data:
                            site: ber
                            mtu: "9000"
                        edge2:
                          hostname: edge2
                          port: 2222
                          platform: cisco_xe
                          groups:
                          - core
                          data:
                            netstacks:
                              credential: lab
                        """);
        assertThat(Inventories.export(devices, InventoryFormat.CSV, PlatformNames.standard())
                        .get("devices.csv"))
                .contains("\nedge1,192.0.2.1,22,cisco_ios,,,ber,core,,,,,,,\"{\"\"mtu\"\":\"\"9000\"\"}\"\n");
    }

    @Test
    void names_that_ansible_takes_for_something_else_are_refused() {
        List<Device> devices = List.of(
                Device.named("sw[1:3]").build(),
                Device.named("fe80::1").build(),
                Device.named("fine").build());

        assertThatThrownBy(() -> Inventories.export(devices, InventoryFormat.ANSIBLE, PlatformNames.standard()))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.problems()).hasSize(2));
    }

    @Test
    void a_csv_of_a_spreadsheet_may_have_semicolons_and_a_byte_order_mark() throws IOException {
        Path file = Files.writeString(
                folder.resolve("a.csv"),
                "\uFEFFname;host;platform;site\r\nedge1;192.0.2.9;cisco_ios;\"Ber, \"\"A\"\"; 2\"\r\n");

        assertThat(Inventories.csv(file))
                .singleElement()
                .satisfies(device -> assertThat(device.site()).contains("Ber, \"A\"; 2"));
    }

    @Test
    void a_csv_field_may_have_line_breaks_and_a_quote_must_be_closed() throws IOException {
        Path file = Files.writeString(
                folder.resolve("a.csv"),
                "\ufeffname,site,properties\r\na,\"x\ny\",\"{\"\"k\"\":1}\"\r\n\r\nb,z,not json\n");

        assertThatThrownBy(() -> Inventories.csv(file)).hasMessage("a.csv:5: properties must be JSON");
        Files.writeString(file, "name,site\na,\"x\n");
        assertThatThrownBy(() -> Inventories.csv(file)).hasMessage("a.csv: line 2: a quote is opened and not closed");
    }
}
