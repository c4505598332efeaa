package io.netstacks.core.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.device.ProxySpec;
import io.netstacks.spi.error.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoriesTest {

    @TempDir
    private Path folder;

    @Test
    void yaml_takes_lists_defaults_hops_and_proxies() throws IOException {
        List<Device> devices = yaml("""
                defaults: {platform: cisco_ios, credential: lab}
                devices:
                  - {name: edge1, host: 192.0.2.1, tags: [core, berlin], site: ber, command_timeout_seconds: 90}
                  - name: edge2
                    host: "2001:db8::2"
                    port: 2222
                    platform: juniper_junos
                    via: [{host: jump1, port: 2022, credential: jump}]
                    proxy: {kind: socks5, host: proxy, port: 1080}
                    enabled: false
                    properties: {rack: 7}
                """);

        assertThat(devices.get(0).platform()).isEqualTo("cisco_ios");
        assertThat(devices.get(0).tags()).containsExactlyInAnyOrder("core", "berlin");
        assertThat(devices.get(0).commandTimeout()).isEqualTo(Duration.ofSeconds(90));
        Device second = devices.get(1);
        assertThat(second.endpoint()).isEqualTo(new Endpoint("2001:db8::2", 2222));
        assertThat(second.credential()).isEqualTo("lab");
        assertThat(second.hops())
                .singleElement()
                .satisfies(hop -> assertThat(hop.credential()).isEqualTo("jump"));
        assertThat(second.proxy().orElseThrow().kind()).isEqualTo(ProxySpec.Kind.SOCKS5);
        assertThat(second.enabled()).isFalse();
        assertThat(second.properties()).containsEntry("rack", "7");
    }

    @Test
    void a_jump_host_is_taken_as_it_is_written_or_not_at_all() throws IOException {
        assertThat(
                        yaml(
                                "devices: [{name: edge1, via: {host: jump1, port: '2022'}, proxy: {kind: http, host: p, port: '3128'}}]"))
                .singleElement()
                .satisfies(device -> assertThat(device.hops().get(0).endpoint()).isEqualTo(new Endpoint("jump1", 2022)))
                .satisfies(device ->
                        assertThat(device.proxy().orElseThrow().endpoint()).isEqualTo(new Endpoint("p", 3128)));
        assertThatThrownBy(() -> yaml("""
                        devices:
                          - {name: edge1, via: [{host: jump1, port: many}]}
                          - {name: edge2, via: [{host: jump1, credentials: jump}]}
                          - {name: edge3, proxy: {kind: http, host: p, port: 3128, user: kim}}
                        """))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.problems())
                                .hasSize(3)
                                .anySatisfy(p -> assertThat(p).contains("edge1", "port", "\"many\""))
                                .anySatisfy(p -> assertThat(p).contains("edge2", "\"credentials\" in via"))
                                .anySatisfy(p -> assertThat(p).contains("edge3", "\"user\" in proxy")));
    }

    @Test
    void yaml_takes_a_map_from_name_to_device() throws IOException {
        assertThat(yaml("devices: {edge1: {host: 192.0.2.1}, edge2: }"))
                .extracting(Device::name)
                .containsExactly("edge1", "edge2");
    }

    @Test
    void every_mistake_of_a_file_is_told_at_once() {
        assertThatThrownBy(() -> yaml("""
                        devices:
                          - {name: edge1, prot: 22}
                          - {host: 192.0.2.2}
                          - {name: edge3, port: many}
                          - {name: edge4, port: 99999}
                        """))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.problems())
                                .hasSize(4)
                                .anySatisfy(p -> assertThat(p).contains("edge1").contains("did you mean port"))
                                .anySatisfy(
                                        p -> assertThat(p).contains("number 2").contains("needs a name"))
                                .anySatisfy(p -> assertThat(p).contains("edge3").contains("\"many\""))
                                .anySatisfy(p -> assertThat(p).contains("edge4").contains("99999")));
    }

    @Test
    void text_that_is_not_yaml_is_refused_with_its_line() {
        assertThatThrownBy(() -> yaml("devices:\n  - {name: [\n"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("devices.yaml:3: is not YAML");
    }

    @Test
    void a_value_in_yaml_is_what_is_written() throws IOException {
        List<Device> devices = yaml("""
                devices:
                  - {name: no, host: 1e3, port: 0022, site: on, tags: [off, 007], enabled: yes, properties: {rack: 012}}
                  - {name: 0123, enabled: off}
                """);

        Device first = devices.get(0);
        assertThat(devices).extracting(Device::name).containsExactly("no", "0123");
        assertThat(first.endpoint()).isEqualTo(new Endpoint("1e3", 22));
        assertThat(first.site()).contains("on");
        assertThat(first.tags()).containsExactlyInAnyOrder("off", "007");
        assertThat(first.properties()).containsEntry("rack", "012");
        assertThat(devices).extracting(Device::enabled).containsExactly(true, false);
    }

    @Test
    void yaml_takes_what_a_merge_key_brings() throws IOException {
        assertThat(yaml("""
                        devices:
                          - &edge {name: edge1, host: 192.0.2.1, platform: cisco_ios}
                          - {<<: *edge, name: edge2}
                        """))
                .extracting(Device::name, Device::platform)
                .containsExactly(tuple("edge1", "cisco_ios"), tuple("edge2", "cisco_ios"));
    }

    @Test
    void a_list_where_a_text_belongs_is_told_with_its_line() {
        assertThatThrownBy(() -> yaml("""
                        devices:
                          - {name: edge1, host: {address: 192.0.2.1}}
                          - name: edge2
                            platform: [cisco_ios]
                        """))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.problems())
                                .containsExactly(
                                        "devices.yaml:2: device edge1: host must be a text, not a list or a map",
                                        "devices.yaml:3: device edge2: platform must be a text, not a list or a map"));
    }

    @Test
    void a_device_that_anchors_make_huge_is_a_mistake() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 9; i++) {
            text.append("a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [")
                    .append(("*a" + (i - 1) + ", ").repeat(10))
                    .append("]\n");
        }
        text.append("devices: [{name: edge1, tags: *a8}]\n");
        assertThatThrownBy(() -> yaml(text.toString()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("more than 20000 values");
    }

    @Test
    void yaml_takes_as_many_devices_as_a_large_network_has() throws IOException {
        StringBuilder text = new StringBuilder("devices:\n");
        for (int i = 0; i < 50_000; i++) {
            text.append("  - {name: dev").append(i).append(", host: 192.0.2.1, platform: cisco_ios, tags: [a, b]}\n");
        }
        assertThat(yaml(text.toString())).hasSize(50_000);
    }

    @Test
    void a_file_in_another_encoding_is_told_as_that() throws IOException {
        Path file = folder.resolve("devices.yaml");
        Files.write(file, "devices: [{name: k\u00f6ln}]".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> Inventories.yaml(file)).hasMessageContaining("devices.yaml: is not UTF-8 text");
        assertThatThrownBy(() -> Inventories.csv(file)).hasMessageContaining("devices.yaml: is not UTF-8 text");
    }

    @Test
    void csv_takes_quoted_fields_and_tags() throws IOException {
        Path file = folder.resolve("devices.csv");
        Files.writeString(
                file, "name,host,platform,tags\nedge1,192.0.2.1,\"cisco_ios\",core berlin\n\nedge2,h,arista_eos,\n");

        List<Device> devices = Inventories.csv(file).devices();

        assertThat(devices).extracting(Device::name).containsExactly("edge1", "edge2");
        assertThat(devices.get(0).tags()).containsExactlyInAnyOrder("core", "berlin");
    }

    @Test
    void csv_tells_file_and_line_of_a_mistake() throws IOException {
        Path file = folder.resolve("devices.csv");
        Files.writeString(file, "name,port\nedge1,22\nedge2,22,extra\nedge3,x\n");

        assertThatThrownBy(() -> Inventories.csv(file))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.problems())
                                .containsExactly(
                                        "devices.csv:3: has 3 fields, the header has 2",
                                        "devices.csv:4: port must be a whole number but is \"x\""));
    }

    @Test
    void a_name_that_is_there_twice_is_refused() {
        Device device = Device.named("edge1").build();

        assertThatThrownBy(() -> Inventories.of(device, device)).hasMessageContaining("edge1 is there twice");
    }

    @Test
    void a_missing_file_is_bad_input() {
        assertThatThrownBy(() -> Inventories.yaml(folder.resolve("none.yaml")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("none.yaml");
    }

    private List<Device> yaml(String text) throws IOException {
        Path file = folder.resolve("devices.yaml");
        Files.writeString(file, text);
        return Inventories.yaml(file).devices();
    }
}
