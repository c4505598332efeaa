package io.netstacks.core.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.netstacks.spi.parse.ParseResult;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each of NetStacks' own templates has a sample output, and beside it the rows that come of it. */
class ShippedTemplatesTest {

    private static final List<String> PLATFORMS =
            List.of("cisco_ios", "cisco_nxos", "cisco_xr", "arista_eos", "juniper_junos", "frr");
    private static final TemplateLibrary SHIPPED = TemplateLibrary.shipped();

    static Stream<String> samples() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(folder())) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".txt"))
                    .map(name -> name.substring(0, name.length() - 4))
                    .sorted()
                    .toList();
            return names.stream();
        }
    }

    private static Path folder() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(ShippedTemplatesTest.class.getResource("samples"))
                .toURI());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void the_sample_gives_its_rows(String sample) throws IOException, URISyntaxException {
        String platform =
                PLATFORMS.stream().filter(sample::startsWith).findFirst().orElseThrow();
        String command = sample.substring(platform.length() + 1)
                .replaceAll("_\\d+$", "")
                .replace('_', ' ')
                .replace("address table", "address-table")
                .replace("ethernet switching", "ethernet-switching");
        String output = Files.readString(folder().resolve(sample + ".txt"));
        Object expected =
                new ObjectMapper().readValue(folder().resolve(sample + ".json").toFile(), List.class);

        ParseResult result = SHIPPED.parse(platform, command, output);

        assertThat(result).isInstanceOf(ParseResult.Parsed.class);
        assertThat(result.parsedRows().orElseThrow()).isNotEmpty().isEqualTo(expected);
        assertThat(SHIPPED.parse(platform, command, output.replace("\n", "\r\n")))
                .isEqualTo(result);
    }

    @Test
    void every_row_of_the_index_has_a_sample_and_no_row_is_wrong() throws IOException, URISyntaxException {
        List<String> sampled = samples()
                .map(name -> name.replaceAll("_\\d+$", "") + ".textfsm")
                .distinct()
                .toList();
        Path index = Path.of(Objects.requireNonNull(TemplateLibrary.class.getResource("templates/index"))
                .toURI());
        try (Stream<String> lines = Files.lines(index)) {
            List<String> indexed = lines.filter(line -> line.contains(".textfsm"))
                    .map(line -> line.substring(0, line.indexOf(',')))
                    .toList();
            assertThat(indexed).containsExactlyInAnyOrderElementsOf(sampled);
        }
        assertThat(SHIPPED.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "cisco_ios, show lldp neighbors detail",
        "cisco_ios, show ip route summary",
        "cisco_nxos, show cdp neighbors detail",
        "juniper_junos, show bgp neighbor",
        "linux, show version",
    })
    void another_command_is_not_taken_for_one_that_is_known(String platform, String command) {
        assertThat(SHIPPED.parse(platform, command, "")).isInstanceOf(ParseResult.NoTemplate.class);
    }

    @ParameterizedTest
    @CsvSource({
        "cisco_ios, sh ip int br",
        "cisco_xe, show ip interface brief | exclude unassigned",
        "cisco_nxos, show ip route vrf blue",
        "frr_vtysh, show bgp summary",
        "frr, sh ip ro",
        "juniper_junos, show arp | no-more",
    })
    void abbreviations_vrfs_and_filters_are_taken(String platform, String command) {
        assertThat(SHIPPED.parse(platform, command, "")).isEqualTo(new ParseResult.Parsed(List.of()));
    }

    @Test
    void a_row_that_is_not_understood_fails_instead_of_getting_lost() {
        ParseResult result = SHIPPED.parse("cisco_ios", "show ip arp", "Internet  192.0.2.1  what is this\n");

        assertThat(result).isInstanceOfSatisfying(ParseResult.Failed.class, failed -> {
            assertThat(failed.line()).isEqualTo(1);
            assertThat(failed.message()).contains("cisco_ios_show_ip_arp.textfsm", "row of the ARP table");
        });
    }

    @Test
    void columns_of_one_topic_have_the_same_names_on_every_platform() throws IOException, URISyntaxException {
        for (String topic : List.of("arp", "route", "mac_address_table", "lldp_neighbors")) {
            for (String sample : samples().filter(name -> name.endsWith(topic)).toList()) {
                List<?> rows = new ObjectMapper()
                        .readValue(folder().resolve(sample + ".json").toFile(), List.class);
                List<String> common = topic.equals("lldp_neighbors")
                        ? List.of("local_interface", "neighbor_name", "neighbor_interface")
                        : topic.equals("route")
                                ? List.of("network", "prefix_length", "protocol", "next_hop", "interface")
                                : List.of("mac_address", "interface");
                assertThat(((Map<?, ?>) rows.get(0)).keySet())
                        .as(sample)
                        .extracting(Object::toString)
                        .containsAll(common);
            }
        }
    }
}
