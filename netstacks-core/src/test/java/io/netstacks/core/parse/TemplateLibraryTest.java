package io.netstacks.core.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.parse.ParseInput;
import io.netstacks.spi.parse.ParseResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateLibraryTest {

    private static final String INDEX = """
            Template, Hostname, Platform, Command
            up.textfsm, .*, acme_os, sh[[ow]] up[[time]]
            broken.textfsm, .*, acme_os, show broken
            missing.textfsm, .*, acme_os, show missing
            slow.textfsm, .*, acme_os, show slow
            ../up.textfsm, .*, acme_os, show outside
            """;
    private static final String UP = "Value DAYS (\\d+)\n\nStart\n  ^up ${DAYS} -> Record\n  ^what -> Error\n";

    @TempDir
    Path folder;

    private int changes;

    @BeforeEach
    void write() throws IOException {
        put("index", INDEX);
        put("up.textfsm", UP);
        put("broken.textfsm", "Value X\n\nStart\n");
        put("slow.textfsm", "Value A (.)\n\nStart\n  ^(x+x+)+(\\1)?y -> Record\n");
    }

    /** Writes a file and moves its time on, as file systems tell changes apart by it. */
    private void put(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        Files.setLastModifiedTime(
                file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(changes++)));
    }

    @Test
    void rows_no_template_and_failures_are_told_apart() {
        TemplateLibrary library = TemplateLibrary.load(folder);

        assertThat(library.parse("acme_os", "sh up", "up 3\n"))
                .isEqualTo(new ParseResult.Parsed(List.of(Map.of("days", "3"))));
        assertThat(library.parse("acme_os", "show uptime", "")).isEqualTo(new ParseResult.Parsed(List.of()));
        assertThat(library.parse("acme_os", "show clock", "up 3"))
                .isEqualTo(new ParseResult.NoTemplate("acme_os", "show clock"));
        assertThat(library.parse("acme_os", "show uptime", "up 1\nwhat\n"))
                .isInstanceOfSatisfying(
                        ParseResult.Failed.class, f -> assertThat(f.line()).isEqualTo(2));
        assertThat(library.parse("acme_os", "show broken", "up 1"))
                .isInstanceOfSatisfying(
                        ParseResult.Failed.class,
                        f -> assertThat(f.message()).contains("broken.textfsm, line 1", "3 tokens"));
        assertThat(library.parse("acme_os", "show missing", "up 1"))
                .isInstanceOfSatisfying(
                        ParseResult.Failed.class,
                        f -> assertThat(f.message()).contains("missing.textfsm", "index line 4"));
        assertThat(library.parse("acme_os", "show outside", "up 1")).isInstanceOf(ParseResult.Failed.class);
    }

    @Test
    void a_rule_that_explodes_fails_within_the_deadline() {
        ParseInput input =
                new ParseInput("acme_os", "show slow", "x".repeat(2_000), Deadline.after(Duration.ofMillis(50)));

        assertThat(TemplateLibrary.load(folder).parse(input))
                .isInstanceOfSatisfying(
                        ParseResult.Failed.class,
                        f -> assertThat(f.message()).contains("slow.textfsm", "rule on line 4"));
    }

    @Test
    void a_changed_template_and_a_changed_index_are_taken_up() throws IOException {
        TemplateLibrary library = TemplateLibrary.load(folder);
        assertThat(library.parse("acme_os", "show uptime", "up 3\n")
                        .parsedRows()
                        .orElseThrow())
                .hasSize(1);

        put("up.textfsm", UP.replace("DAYS", "WEEKS"));
        put("index", INDEX + "up.textfsm, .*, other_os, show uptime\n");

        assertThat(library.parse("acme_os", "show uptime", "up 3\n"))
                .isEqualTo(new ParseResult.Parsed(List.of(Map.of("weeks", "3"))));
        assertThat(library.parse("other_os", "show uptime", "up 3\n")).isInstanceOf(ParseResult.Parsed.class);
    }

    @Test
    void an_index_that_is_broken_later_leaves_the_last_good_one_in_force() throws IOException {
        TemplateLibrary library = TemplateLibrary.load(folder);

        put("index", "no header that is any good\n");

        assertThat(library.parse("acme_os", "show uptime", "up 3\n")).isInstanceOf(ParseResult.Parsed.class);
        put("index", INDEX.replace("acme_os", "acme_two"));
        assertThat(library.parse("acme_two", "show uptime", "up 3\n")).isInstanceOf(ParseResult.Parsed.class);
    }

    @Test
    void a_bad_row_is_reported_with_its_line_and_hides_no_other() throws IOException {
        put("index", """
                Template, Hostname, Platform, Command
                up.textfsm, .*, acme(, show uptime
                up.textfsm, a,b, c,d
                up.textfsm, .*, acme_os, show uptime
                """);
        TemplateLibrary library = TemplateLibrary.load(folder);

        assertThat(library.problems()).hasSize(2);
        assertThat(library.problems().get(0)).contains("index line 2", "column Platform", "acme(");
        assertThat(library.problems().get(1)).contains("index line 3", "expected 4 cells and found 5");
        assertThat(library.parse("acme_os", "show uptime", "up 3\n")).isInstanceOf(ParseResult.Parsed.class);
    }

    @Test
    void an_archive_is_a_library_too() throws IOException {
        Path archive = folder.resolve("templates.whl");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            for (String name : List.of("index", "up.textfsm")) {
                zip.putNextEntry(new ZipEntry("ntc_templates/templates/" + name));
                zip.write(Files.readString(folder.resolve(name)).getBytes(StandardCharsets.UTF_8));
            }
        }

        assertThat(TemplateLibrary.load(archive).parse("acme_os", "show uptime", "up 3\n"))
                .isEqualTo(new ParseResult.Parsed(List.of(Map.of("days", "3"))));
    }

    @Test
    void a_checkout_of_ntc_templates_is_a_library() throws IOException {
        Path templates = Files.createDirectories(folder.resolve("checkout/ntc_templates/templates"));
        Files.copy(folder.resolve("index"), templates.resolve("index"));
        Files.copy(folder.resolve("up.textfsm"), templates.resolve("up.textfsm"));

        assertThat(TemplateLibrary.load(folder.resolve("checkout")).parse("acme_os", "show uptime", "up 3\n"))
                .isInstanceOf(ParseResult.Parsed.class);
    }

    @Test
    void a_folder_without_an_index_is_refused() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));

        assertThatThrownBy(() -> TemplateLibrary.load(empty))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("index");
        assertThatThrownBy(() -> TemplateLibrary.load(folder.resolve("nowhere")))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void parsers_ask_the_hosts_libraries_then_the_environments_then_the_shipped_ones() throws IOException {
        Path own = Files.createDirectories(folder.resolve("own"));
        Files.writeString(own.resolve("index"), "Template, Platform, Command\nmine, acme_os, show uptime\n");
        Files.writeString(own.resolve("mine"), "Value MINE (.+)\n\nStart\n  ^${MINE} -> Record\n");
        Parsers parsers = Parsers.builder()
                .library(TemplateLibrary.load(own))
                .environment(Map.of("NTC_TEMPLATES_DIR", folder.toString()))
                .build();

        assertThat(parsers.parse("acme_os", "show uptime", "up 3"))
                .isEqualTo(new ParseResult.Parsed(List.of(Map.of("mine", "up 3"))));
        assertThat(parsers.parse("acme_os", "sh up", "up 3"))
                .isEqualTo(new ParseResult.Parsed(List.of(Map.of("days", "3"))));
        assertThat(parsers.parse("frr", "show version", "FRRouting 8.4.4 (r1).").parsedRows())
                .isPresent();
        assertThat(parsers.parse("acme_os", "show nothing", "")).isInstanceOf(ParseResult.NoTemplate.class);
        assertThat(parsers.inOrder()).hasSize(3);
        assertThat(Parsers.builder()
                        .environment(Map.of())
                        .withoutShipped()
                        .build()
                        .inOrder())
                .isEmpty();
    }

    @Test
    void several_templates_are_joined_on_their_key() throws IOException {
        put("index", "Template, Platform, Command\nports:speeds, acme_os, show ports\n");
        put("ports", "Value Key PORT (\\d+)\nValue STATE (\\w+)\n\nStart\n  ^p${PORT} ${STATE} -> Record\n");
        put("speeds", "Value Key PORT (\\d+)\nValue SPEED (\\w+)\n\nStart\n  ^s${PORT} ${SPEED} -> Record\n");

        assertThat(TemplateLibrary.load(folder).parse("acme_os", "show ports", "p1 up\np2 down\ns2 10g\ns3 1g\n"))
                .isEqualTo(new ParseResult.Parsed(List.of(
                        Map.of("port", "1", "state", "up", "speed", ""),
                        Map.of("port", "2", "state", "down", "speed", "10g"))));
    }
}
