package io.netstacks.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeDevices;
import io.netstacks.testkit.fake.FakeReply;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What scripts and people read of the commands: JSON, tables, exit codes, mistakes. */
class CommandOutputTest extends CommandFixture {

    private final FakeDevice device = FakeDevice.start(FakeDevices.ciscoIos("edge1")
            .with(script -> script.command("show clock", "12:00:00 UTC").command("show inventory", FakeReply.drop())));

    @BeforeEach
    void an_inventory() {
        save(device);
        save(away("away", "lab"));
    }

    @AfterEach
    void the_device_goes() {
        device.close();
    }

    private static Device away(String name, String credential) {
        return Device.named(name)
                .at("127.0.0.1", 1)
                .platform("cisco_ios")
                .credential(credential)
                .build();
    }

    private JsonNode failing(String... arguments) throws IOException {
        assertThat(run(arguments)).as(err.toString()).isEqualTo(NetstacksCommand.A_DEVICE_FAILED);
        return new ObjectMapper().readTree(out.toString());
    }

    private static List<String> keys(JsonNode node) {
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "detect", "run", "backup", "push"})
    void no_device_at_all_is_no_success(String command) throws IOException {
        Path lines = Files.writeString(folder.resolve("lines"), "ntp server 192.0.2.1\n");
        List<String> all = new ArrayList<>(List.of(command, "--tag", "cor"));
        if (command.equals("run") || command.equals("push")) {
            all.add(command.equals("run") ? "show clock" : lines.toString());
        }

        assertThat(run(all.toArray(String[]::new))).isEqualTo(NetstacksCommand.WRONG_USE);
        assertThat(err.toString()).contains("no device is selected");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void what_was_answered_before_a_failure_is_not_lost() throws IOException {
        JsonNode result = failing("run", "-d", "edge1", "--json", "show clock", "show inventory", "show version")
                .get(0);

        assertThat(result.at("/results/0/output").asText()).isEqualTo("12:00:00 UTC\n");
        assertThat(result.get("results")).hasSize(1);
        assertThat(result.get("error").asText()).isEqualTo("SESSION_LOST");

        assertThat(run("run", "-d", "edge1", "show clock", "show inventory"))
                .isEqualTo(NetstacksCommand.A_DEVICE_FAILED);
        assertThat(out.toString())
                .contains("=== edge1: show clock\n12:00:00 UTC\n=== edge1: SESSION_LOST: ")
                .doesNotContain("=== edge1: show inventory\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "detect", "push"})
    void every_command_tells_a_failure_alike(String command) throws IOException {
        Path lines = Files.writeString(folder.resolve("lines"), "ntp server 192.0.2.1\n");
        JsonNode result = (command.equals("detect")
                        ? failing("detect", "-d", "away", "--json")
                        : failing(
                                command,
                                "-d",
                                "away",
                                "--json",
                                command.equals("run") ? "show clock" : lines.toString()))
                .get(0);

        assertThat(result.get("device").asText()).isEqualTo("away");
        assertThat(result.get("error").asText()).isEqualTo("UNREACHABLE");
        assertThat(result.get("message").asText()).contains("127.0.0.1:1");
    }

    @Test
    void check_tells_scripts_what_it_tells_people() throws IOException {
        JsonNode result = json("check", "-d", "edge1").get(0);

        assertThat(keys(result))
                .containsExactly("device", "ok", "reachable", "platform", "prompt", "stages", "algorithms");
        assertThat(result.get("platform").asText()).isEqualTo("cisco_ios");
        assertThat(result.get("prompt").asText()).isEqualTo("edge1");
        assertThat(result.get("stages"))
                .allSatisfy(
                        stage -> assertThat(keys(stage)).containsExactly("stage", "status", "elapsed_ms", "message"));
    }

    @Test
    void check_has_its_answer_also_for_a_device_that_could_not_be_tried() throws IOException {
        save(away("keyless", "nobody"));

        JsonNode result = failing("check", "-d", "keyless", "--json").get(0);

        assertThat(result.get("ok").asBoolean(true)).isFalse();
        assertThat(result.get("reachable").asBoolean(true)).isFalse();
        assertThat(result.toString()).contains("nobody");
    }

    @Test
    void keys_have_an_order() throws IOException {
        Path lines = Files.writeString(folder.resolve("lines"), "ntp server 192.0.2.1\n");
        run("backup", "-d", "edge1");
        JsonNode pushed = json("push", "-d", "edge1", lines.toString()).get(0);

        assertThat(keys(pushed)).containsExactly("device", "status", "message", "committed", "saved", "lines");
        assertThat(keys(pushed.at("/lines/0"))).containsExactly("line", "status", "answer");
        assertThat(keys(json("diff", "edge1", "--running"))).containsExactly("device", "added", "removed", "changes");
    }

    @Test
    void a_choice_that_does_not_exist_is_told_with_those_that_do() {
        assertThat(run("diff", "edge1", "--format", "sideways")).isEqualTo(NetstacksCommand.WRONG_USE);
        assertThat(err.toString())
                .contains("'sideways' is none of unified, side-by-side, blocks")
                .doesNotContain("java.lang");
        assertThat(run("diff", "edge1", "--style", "loud")).isEqualTo(NetstacksCommand.WRONG_USE);
        assertThat(err.toString()).contains("'loud' is none of plain, ansi, html");
    }

    @Test
    void lines_from_windows_are_pushed_without_the_mark_that_it_puts_first() throws IOException {
        Path lines =
                Files.writeString(folder.resolve("lines"), "\uFEFFntp server 192.0.2.1\r\nntp server 192.0.2.2\r\n");

        assertThat(run("push", "-d", "edge1", "--no-backup", lines.toString()))
                .as(out.toString())
                .isZero();
        assertThat(device.typed()).contains("ntp server 192.0.2.1", "ntp server 192.0.2.2");
    }

    @Test
    void bytes_that_are_no_text_are_not_guessed() {
        assertThatThrownBy(() -> TextFiles.text("-", "description k\u00f6ln".getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is not UTF-8 text");
    }

    @Test
    void columns_stand_below_each_other_whatever_the_letters() {
        StringWriter text = new StringWriter();
        Table table = new Table("DEVICE", "SITE");
        table.add("\u6771\u4eac-edge", "a"); // two wide letters
        table.add("ko\u0308ln", "b"); // a mark upon the o
        table.print(new PrintWriter(text, true));

        assertThat(text.toString().lines())
                .containsExactly("DEVICE     SITE", "\u6771\u4eac-edge  a", "ko\u0308ln       b");
    }

    @Test
    void a_row_is_one_line_whatever_a_device_said() {
        StringWriter text = new StringWriter();
        Table table = new Table("DEVICE", "MESSAGE");
        table.add("edge1", "not saved: Note\n\n% Error: \r\n no room");
        table.print(new PrintWriter(text, true));

        assertThat(text.toString().lines())
                .containsExactly("DEVICE  MESSAGE", "edge1   not saved: Note | % Error: | no room");
    }
}
