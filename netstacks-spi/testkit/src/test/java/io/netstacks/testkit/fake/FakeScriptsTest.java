package io.netstacks.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FakeScriptsTest {

    private static final String BOX = """
            hostname: box1
            platform: acme_os
            login: {user: kim, password: s3cret, inside_shell: true}
            pager: {lines: 2, text: "<more>"}
            wire: {chunk: 3, seed: 9}
            noise: [{place: before_prompt, text: "%SYS: hi", every: 2}]
            modes:
              exec: {prompt: "${hostname}>", unknown: "no ${line}"}
              privileged: {prompt: "${hostname}#"}
            commands:
              - {run: "enable", in: [exec], ask: "Password: ", hidden: true, accept: "x", enter: privileged, refuse: "Bad"}
              - {match: "ping (\\\\S+)", answer: "${1} is alive at ${hostname}"}
              - {run: "show long", answer: "1\\n2\\n3\\n"}
              - {run: "reload", ask: "Sure? [confirm]", key: true, drop: true}
              - {run: "bad", refused: "refused"}
              - {run: "length", page_length: 0}
            """;

    @Test
    void reads_modes_commands_dialogues_and_the_rest(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("box.yaml"), BOX);
        EmulatorTester session = new EmulatorTester(FakeScripts.read(file));
        assertThat(session.output()).isEqualTo("Username: ");
        assertThat(session.type("kim\rs3cret\r")).endsWith("box1>");
        assertThat(session.type("ping 192.0.2.1\r")).contains("192.0.2.1 is alive at box1\r\n%SYS: hi\r\nbox1>");
        assertThat(session.type("what\r")).contains("no what");
        assertThat(session.type("enable\ry\r")).contains("Bad").endsWith("box1>");
        assertThat(session.type("enable\rx\r")).endsWith("box1#");
        assertThat(session.type("show long\r")).endsWith("2\r\n<more>");
        assertThat(session.type(" ")).contains("3\r\n").endsWith("box1#");
        assertThat(session.type("length\rshow long\r")).doesNotContain("<more>");
        assertThat(session.type("bad\r")).contains("refused");
        session.type("reload\r\r");
        assertThat(session.broken()).isTrue();
        assertThat(session.pieces()).allMatch(size -> size <= 3);
    }

    @Test
    void stands_on_a_ready_made_device() {
        DeviceScript script = FakeScripts.parse(
                "{hostname: r9, base: cisco_ios, commands: [{run: show clock, answer: midnight}]}", "inline");
        EmulatorTester session = new EmulatorTester(script);
        assertThat(session.type("show clock\r")).contains("midnight").endsWith("r9>");
        assertThat(script.platform()).isEqualTo("cisco_ios");
    }

    @Test
    void says_where_a_mistake_is() {
        assertThatThrownBy(() -> FakeScripts.parse("hostnam: x", "my.yaml"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("my.yaml")
                .hasMessageContaining("\"hostnam\"");
        assertThatThrownBy(() -> FakeScripts.parse("a: [b", "my.yaml"))
                .hasMessageContaining("my.yaml")
                .hasMessageContaining("line");
        assertThatThrownBy(() -> FakeScripts.parse("{modes: {exec: {}}, commands: [{answer: x}]}", "my.yaml"))
                .hasMessageContaining("run or match");
        assertThatThrownBy(() -> FakeScripts.parse("{base: nothing}", "my.yaml"))
                .hasMessageContaining("nothing");
        assertThatThrownBy(() -> FakeScripts.shipped("acme", "x")).hasMessageContaining("acme");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wire: {chunks: 7}                                 | wire: unknown key \"chunks\"",
                "login: {usr: kim}                                 | login: unknown key \"usr\"",
                "pager: {length: 24}                               | pager: unknown key \"length\"",
                "pager: 24                                         | pager: a mapping is expected",
                "echo: {wide: 80}                                  | echo: unknown key \"wide\"",
                "noise: {text: x}                                  | noise: a list is expected",
                "noise: [{txt: x}]                                 | noise: unknown key \"txt\"",
                "noise: [{text: x, place: nowhere}]                | noise: no place \"nowhere\"; there are [before_prompt",
                "noise: [{text: x, every: 0}]                      | at least 1",
                "modes: {exec: 'x>'}                               | mode exec: a mapping is expected",
                "modes: {exec: {promt: 'x>'}}                      | mode exec: unknown key \"promt\"",
                "start_in: nowhere                                 | no mode named \"nowhere\"",
                "wire: {chunk: seven}                              | chunk: a whole number is expected, not \"seven\"",
                "wire: {answer_delay_ms: -1}                       | must not be negative",
                "abbreviations: maybe                              | abbreviations: true or false is expected, not \"maybe\"",
                "hostname: [r1]                                    | hostname: a text is expected",
                "commands: {run: x}                                | commands: a list is expected",
                "commands: [{run: x, in: exec}]                    | command x: in: a list is expected",
                "commands: [{run: x, in: [exce]}]                  | command x: no mode named \"exce\"; there are [exec",
                "commands: [{run: x, enter: nowhere}]              | command x: no mode named \"nowhere\"",
                "commands: [{run: x, answer: [y]}]                 | command x: answer: a text is expected",
                "commands: [{run: x, pause_ms: soon}]              | command x: pause_ms: a whole number is expected",
                "commands: [{run: x, drop: perhaps}]               | command x: drop: true or false is expected",
                "commands: [{match: '(', answer: y}]               | command (: no regular expression",
                "commands: [{match: 'ping (.*)', answer: '${2}'}]  | command ping (.*): there is no group 2"
            })
    void a_mistake_in_any_place_is_told_instead_of_being_left_out(String mistake, String message) {
        assertThatThrownBy(() -> FakeScripts.parse("base: cisco_ios\n" + mistake, "my.yaml"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("my.yaml")
                .hasMessageContaining(message);
    }

    @Test
    void ships_a_huawei_switch_that_asks_before_it_saves() {
        EmulatorTester vrp = new EmulatorTester(FakeScripts.shipped("huawei_vrp", "sw1"));
        assertThat(vrp.output()).isEqualTo("<sw1>");
        assertThat(vrp.type("save\rY\r"))
                .contains("[Y/N]")
                .contains("successfully")
                .endsWith("<sw1>");
        assertThat(vrp.type("save\rN\r")).contains("not saved");
        assertThat(vrp.type("system-view\r")).endsWith("[sw1]");
        assertThat(vrp.type("bogus\r")).contains("Error: Unrecognized command");
        assertThat(vrp.type("return\rdis cur\r")).contains("sysname sw1");
    }

    @Test
    void ships_a_mikrotik_router_that_repaints() {
        EmulatorTester ros = new EmulatorTester(FakeScripts.shipped("mikrotik_routeros", "r1"));
        assertThat(ros.output()).isEqualTo("[admin@r1] > ");
        assertThat(ros.type("/export\r")).contains("\r[admin@r1] > /e").contains("set name=r1");
    }
}
