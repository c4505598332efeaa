package io.netstacks.spi.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PlatformTest {

    private static final PrivilegeLevel CONFIG = level("config", "[\\w@]+#", ".*\\[edit[^\\]]*\\]");
    private static final PrivilegeLevel PRIVILEGED =
            new PrivilegeLevel("privileged", regex("[\\w@]+#"), Optional.empty());
    private static final PrivilegeLevel EXEC = new PrivilegeLevel("exec", regex("[\\w@]+>"), Optional.empty());

    private final Platform platform = platform(List.of(CONFIG, PRIVILEGED, EXEC), List.of(), List.of(), List.of());

    @Test
    void knows_the_prompt_of_the_last_line() {
        assertThat(platform.classifyPrompt("Version 1\nsw1>")).contains(EXEC);
    }

    @Test
    void knows_a_prompt_that_is_all_there_is() {
        assertThat(platform.classifyPrompt("sw1>")).contains(EXEC);
    }

    @Test
    void does_not_mind_blanks_after_the_prompt() {
        assertThat(platform.classifyPrompt("sw1# \t ")).contains(PRIVILEGED);
    }

    @Test
    void takes_the_line_above_as_context() {
        assertThat(platform.classifyPrompt("x\n[edit]\nme@r1#")).contains(CONFIG);
        assertThat(platform.classifyPrompt("{primary:node0}[edit system]  \nme@r1# "))
                .contains(CONFIG);
    }

    @Test
    void does_not_take_another_line_as_context() {
        assertThat(platform.classifyPrompt("[edit]\nx\nme@r1#")).contains(PRIVILEGED);
        assertThat(platform.classifyPrompt("[edit]\n\nme@r1#")).contains(PRIVILEGED);
    }

    @Test
    void a_context_that_is_the_first_line_counts_and_one_that_is_missing_does_not() {
        assertThat(platform.classifyPrompt("[edit]\nme@r1#")).contains(CONFIG);
        assertThat(platform.classifyPrompt("\nme@r1#")).contains(PRIVILEGED);
        assertThat(platform.classifyPrompt("me@r1#")).contains(PRIVILEGED);
    }

    @Test
    void a_blank_last_line_is_no_prompt() {
        assertThat(platform.classifyPrompt("")).isEmpty();
        assertThat(platform.classifyPrompt("  ")).isEmpty();
        assertThat(platform.classifyPrompt("\n")).isEmpty();
        assertThat(platform.classifyPrompt("sw1>\n")).isEmpty();
        assertThat(platform.classifyPrompt("sw1>\n  ")).isEmpty();
    }

    @Test
    void matches_the_whole_last_line_only() {
        assertThat(platform.classifyPrompt("see sw1>")).isEmpty();
        assertThat(platform.classifyPrompt("sw1> show version")).isEmpty();
    }

    @Test
    void a_line_that_is_too_long_is_no_prompt() {
        assertThat(platform.classifyPrompt("a".repeat(511) + ">")).contains(EXEC);
        assertThat(platform.classifyPrompt("a".repeat(512) + ">")).isEmpty();
    }

    @Test
    void the_first_level_that_matches_wins() {
        Platform other = platform(List.of(PRIVILEGED, CONFIG), List.of(), List.of(), List.of());

        assertThat(other.classifyPrompt("[edit]\nme@r1#")).contains(PRIVILEGED);
    }

    @Test
    void masks_the_group_and_keeps_what_is_around_it() {
        Platform secretive = platform(
                List.of(EXEC),
                List.of(regex("(?m)^user \\S+ (?:\\*+|password (?<s>\\S+))"), regex("(?m)^key (?<s>\\S+)")),
                List.of(),
                List.of());

        assertThat(secretive.maskSecrets("user a password x7 end\nuser b ***\nkey x7\nkeys x7"))
                .isEqualTo("user a password <removed> end\nuser b ***\nkey <removed>\nkeys x7");
    }

    @Test
    void masking_twice_changes_nothing() {
        Platform secretive = platform(List.of(EXEC), List.of(regex("(?m)^key (?<s>.+)$")), List.of(), List.of());
        String once = secretive.maskSecrets("key a b\nrest");

        assertThat(once).isEqualTo("key <removed>\nrest");
        assertThat(secretive.maskSecrets(once)).isEqualTo(once);
    }

    @Test
    void drops_lines_and_blocks_that_change_by_themselves() {
        Platform changing = platform(
                List.of(EXEC),
                List.of(),
                List.of(regex("^! Time: "), regex("uptime")),
                List.of(regex("(?s)begin\n.*?end\n")));

        assertThat(changing.dropVolatile("! Time: 1\nhostname a\nbegin\nx\nend\nuptime 3\n! Time:2\nlast"))
                .isEqualTo("hostname a\n! Time:2\nlast");
        assertThat(changing.dropVolatile("a\n! Time: 1")).isEqualTo("a\n");
        assertThat(changing.dropVolatile("")).isEmpty();
    }

    @Test
    void finds_the_line_that_refuses_a_command() {
        Platform strict = platform(List.of(EXEC), List.of(), List.of(), List.of()).toBuilder("strict")
                .errors(List.of(Pattern.compile("^[ \\t]*% Invalid", Pattern.MULTILINE)))
                .build();

        assertThat(strict.findError("show foo\n     ^\n  % Invalid input\nsw1>"))
                .contains("% Invalid input");
        assertThat(strict.findError("100 % Invalid")).isEmpty();
    }

    @Test
    void has_the_names_of_other_tools_by_tool_and_together() {
        Platform named = platform(List.of(EXEC), List.of(), List.of(), List.of()).toBuilder("x")
                .names(Map.of("netmiko", List.of("x_ssh", "x_old")))
                .aliases(Set.of("ours"))
                .build();

        assertThat(named.aliases()).containsExactlyInAnyOrder("x_ssh", "x_old", "ours");
        assertThat(named.nameIn("netmiko")).contains("x_ssh");
        assertThat(named.nameIn("ntc")).isEmpty();
        assertThat(named.toBuilder("y").build().names()).isEqualTo(named.names());
    }

    @Test
    void several_lines_that_leave_configuration_mode_are_several_commands() {
        ConfigModeRules rules = new ConfigModeRules(
                "edit", Optional.empty(), Optional.empty(), "exit all\nquit", 1, Optional.empty(), List.of());

        assertThat(rules.exitCommands()).containsExactly("exit all", "quit");
    }

    private static PrivilegeLevel level(String name, String prompt, String context) {
        return new PrivilegeLevel(name, regex(prompt), Optional.of(regex(context)));
    }

    private static Pattern regex(String regex) {
        return Pattern.compile(regex);
    }

    private static Platform platform(
            List<PrivilegeLevel> levels,
            List<Pattern> secrets,
            List<Pattern> volatileLines,
            List<Pattern> volatileBlocks) {
        SessionRules session = new SessionRules(
                "\n",
                "\r\n",
                EchoStyle.NORMAL,
                false,
                StandardCharsets.UTF_8,
                Duration.ofMillis(30),
                "",
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                Map.of(),
                Optional.empty(),
                new LineEditing(LineEditing.Help.ANYWHERE, Optional.empty()));
        PagingRules paging =
                new PagingRules(List.of(), false, List.of(), Optional.empty(), Optional.empty(), List.of());
        CommitRules commit = new CommitRules(
                CommitModel.IMMEDIATE,
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
        ConfigRules config =
                new ConfigRules(Map.of(), false, volatileLines, volatileBlocks, secrets, Optional.empty(), 1);
        DetectRules detect = new DetectRules(Optional.empty(), List.of(), 0, List.of());
        return Platform.named("test", levels, session, paging, commit, config, detect)
                .build();
    }
}
