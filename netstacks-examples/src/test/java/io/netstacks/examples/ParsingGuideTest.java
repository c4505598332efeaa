package io.netstacks.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.core.NetStacks;
import io.netstacks.core.NetStacksBuilder;
import io.netstacks.core.parse.ParsedRows;
import io.netstacks.core.parse.Parsers;
import io.netstacks.core.parse.TemplateLibrary;
import io.netstacks.core.parse.TextFsmResult;
import io.netstacks.core.parse.TextFsmRun;
import io.netstacks.core.parse.TextFsmTemplate;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.parse.ParseResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/parsing-textfsm.md shows is what runs here. */
class ParsingGuideTest {

    private static final String ARP = """
            Protocol  Address          Age (min)  Hardware Addr   Type   Interface
            Internet  192.0.2.1               -   0050.56aa.0001  ARPA   GigabitEthernet0/1
            """;

    private static final String TEMPLATE = """
            Value IP (\\S+)

            Start
              ^Internet\\s+${IP}\\s -> Record
            """;

    @TempDir
    private Path folder;

    @Test
    @SuppressWarnings("MemberName")
    void rows_and_records() {
        String output = ARP;
        // tag::guide[]
        Parsers parsers = Parsers.standard();
        ParseResult result = parsers.parse("cisco_ios", "show ip arp", output);
        List<Map<String, Object>> rows = result.fold( // column names in lower case
                parsed -> parsed.rows(),
                none -> List.of(), // nobody knows this command on this platform
                failed -> {
                    throw new IllegalStateException(failed.message() + " at line " + failed.line());
                });
        // end::guide[]
        assertThat(rows).singleElement().satisfies(row -> assertThat(row).containsEntry("ip_address", "192.0.2.1"));

        // tag::guide[]
        record Arp(String ipAddress, String macAddress, Optional<String> interface_) {}
        List<Arp> entries = ParsedRows.of(result).as(Arp.class);
        // end::guide[]
        assertThat(entries).containsExactly(new Arp("192.0.2.1", "0050.56aa.0001", Optional.of("GigabitEthernet0/1")));
    }

    @Test
    void a_library_in_a_wheel() throws IOException {
        Path wheel = folder.resolve("ntc_templates-9.2.0-py3-none-any.whl");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(wheel))) {
            zip.putNextEntry(new ZipEntry("ntc_templates/templates/index"));
            zip.write("Template, Hostname, Platform, Command\n\narp.textfsm, .*, cisco_ios, sh[[ow]] ip arp\n"
                    .getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("ntc_templates/templates/arp.textfsm"));
            zip.write(TEMPLATE.getBytes(StandardCharsets.UTF_8));
        }
        // tag::guide[]
        // the wheel that "pip download --no-deps ntc-templates" fetches
        Parsers parsers = Parsers.builder().library(TemplateLibrary.load(wheel)).build();
        NetStacksBuilder builder = NetStacks.builder().use(TemplateLibrary.load(wheel)); // for Command.show(…).parsed()
        // end::guide[]
        assertThat(parsers.parse("cisco_ios", "show ip arp", ARP).parsedRows().orElseThrow())
                .containsExactly(Map.of("ip", "192.0.2.1"));
        builder.storage("memory").build().close();
    }

    @Test
    void a_template_on_its_own() {
        String text = TEMPLATE;
        String output = ARP;
        String piece = ARP.substring(0, 100);
        String last = ARP.substring(100);
        // tag::guide[]
        TextFsmTemplate template =
                TextFsmTemplate.compile("arp.textfsm", text); // TextFsmTemplateException: line, column, text
        TextFsmResult table = template.parse(output, Deadline.after(Duration.ofSeconds(5)));
        List<String> header = table.header();
        List<List<Object>> cells = table.rows();
        List<Map<String, Object>> maps = table.asMaps();

        TextFsmRun run = template.newRun(); // output that comes in pieces, cut anywhere
        run.feed(piece, false);
        run.feed(last, true);
        TextFsmResult whole = run.result();
        // end::guide[]
        assertThat(header).containsExactly("IP");
        assertThat(cells).containsExactly(List.of("192.0.2.1"));
        assertThat(maps).containsExactly(Map.of("IP", "192.0.2.1"));
        assertThat(whole).isEqualTo(table);
    }

    @Test
    void the_page_shows_them() throws IOException {
        GuidePage.of("docs/parsing-textfsm.md").showsWhatRunsIn(ParsingGuideTest.class);
    }
}
