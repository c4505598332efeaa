package io.netstacks.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CliEmulatorTest {

    private static DeviceScript.Builder box() {
        return DeviceScript.named("box")
                .mode("exec", "${hostname}>", "% Unknown: ${line}")
                .mode("config", "${hostname:2}(config)#", "% Unknown: ${line}")
                .transition("configure", "exec", "config")
                .transition("end", "config", "exec")
                .command("show one", "1");
    }

    private static EmulatorTester session(DeviceScript.Builder script) {
        EmulatorTester session = new EmulatorTester(script.build());
        session.output();
        return session;
    }

    @Test
    void shows_a_prompt_echoes_answers_and_shows_the_prompt_again() {
        EmulatorTester session = new EmulatorTester(box().build());
        assertThat(session.output()).isEqualTo("box>");
        assertThat(session.type("show one\r")).isEqualTo("show one\r\n1\r\nbox>");
        assertThat(session.type("\r")).isEqualTo("\r\nbox>");
        assertThat(session.type("what\n")).isEqualTo("what\r\n% Unknown: what\r\nbox>");
    }

    @Test
    void takes_carriage_return_line_feed_and_both_for_one_enter() {
        assertThat(session(box()).type("show one\r\nshow one\nshow one\r"))
                .isEqualTo("show one\r\n1\r\nbox>".repeat(3));
    }

    @Test
    void modes_have_prompts_and_transitions_and_cut_the_host_name() {
        EmulatorTester session = session(box());
        assertThat(session.type("configure\r")).endsWith("bo(config)#");
        assertThat(session.type("configure\r")).contains("% Unknown: configure");
        assertThat(session.type("end\r")).endsWith("box>");
    }

    @Test
    void lines_can_be_edited_before_enter() {
        EmulatorTester session = session(box());
        session.type("shop\b\bow two\u007f\u007f\u007fone\r");
        session.type("garbage\u0015show one\r");
        assertThat(session.device().inputs()).extracting(FakeInput::text).containsExactly("show one", "show one");
    }

    @Test
    void echo_none_shows_only_line_ends() {
        assertThat(session(box().echo(FakeEcho.none())).type("show one\r")).isEqualTo("\r\n1\r\nbox>");
    }

    @Test
    void echo_repaint_sends_prompt_and_line_at_every_key() {
        assertThat(session(box().echo(FakeEcho.repaint())).type("sh")).isEqualTo("\rbox>s\u001b[K\rbox>sh\u001b[K");
    }

    @Test
    void echo_wraps_at_the_width_counting_the_prompt() {
        EmulatorTester session = session(box().echo(FakeEcho.wrappedAt(10)));
        assertThat(session.type("show one two three")).isEqualTo("show o \rne two thr \ree");
        assertThat(session(box().echo(FakeEcho.wrappedAt(10).withWrap("\r\n"))).type("show one"))
                .isEqualTo("show o\r\nne");
    }

    @Test
    void the_pager_waits_at_each_page_and_is_wiped() {
        String tenLines =
                IntStream.rangeClosed(1, 10).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
        EmulatorTester session = session(box().pager(FakePager.more(4))
                .command("show ten", tenLines)
                .pattern("length (\\d+)", call -> FakeReply.pageLength(Integer.parseInt(call.group(1)))));
        assertThat(session.type("show ten\r")).endsWith("line 4\r\n --More-- ");
        assertThat(session.type("\r")).startsWith("\b\b\b").endsWith("line 5\r\n --More-- ");
        assertThat(session.type("x")).isEmpty();
        assertThat(session.type(" ")).contains("line 9\r\n --More-- ").doesNotContain("line 10");
        assertThat(session.type(" ")).endsWith("line 10\r\nbox>");
        session.type("show ten\r");
        assertThat(session.type("q")).endsWith("box>").doesNotContain("line 5");
        session.type("length 0\r");
        assertThat(session.type("show ten\r")).contains("line 10").doesNotContain("More");
    }

    @Test
    void questions_take_an_answer_a_hidden_answer_or_one_key() {
        EmulatorTester session = session(box().command(
                        "copy", FakeReply.ask("Name? ", name -> FakeReply.text("to " + name)))
                .command(
                        "enable",
                        FakeReply.askHidden("Password: ", word -> FakeReply.text(word.equals("x") ? "yes" : "no")))
                .command("reload", FakeReply.confirm("Sure? [confirm]", key -> FakeReply.text("key <" + key + ">"))));
        assertThat(session.type("copy\r")).isEqualTo("copy\r\nName? ");
        assertThat(session.type("flash\r")).isEqualTo("flash\r\nto flash\r\nbox>");
        assertThat(session.type("enable\rx\r")).isEqualTo("enable\r\nPassword: \r\nyes\r\nbox>");
        assertThat(session.type("reload\r")).endsWith("[confirm]");
        assertThat(session.type("y")).isEqualTo("y\r\nkey <y>\r\nbox>");
        assertThat(session.type("reload\r\r")).endsWith("key <>\r\nbox>");
        assertThat(session.device().inputs())
                .extracting(FakeInput::kind)
                .contains(FakeInput.Kind.ANSWER, FakeInput.Kind.HIDDEN, FakeInput.Kind.KEY);
        assertThat(session.device().inputs().toString()).contains("HIDDEN: ********");
    }

    @Test
    void abbreviations_must_be_clear() {
        EmulatorTester session = session(box().abbreviations(true).command("show online", "2"));
        assertThat(session.type("sh one\r")).contains("\r\n1\r\n");
        assertThat(session.type("s onl\r")).contains("\r\n2\r\n");
        assertThat(session.type("sh on\r")).contains("% Ambiguous command:  \"sh on\"");
    }

    @Test
    void patterns_give_their_groups_and_later_commands_hide_earlier_ones() {
        EmulatorTester session =
                session(box().pattern("ping (\\S+)", call -> FakeReply.text(call.group(1) + " is alive"))
                        .command("show one", "uno"));
        assertThat(session.type("ping 192.0.2.1\r")).contains("192.0.2.1 is alive");
        assertThat(session.type("show one\r")).contains("uno");
    }

    @Test
    void pipes_filter_answers() {
        EmulatorTester session = session(box().pipes(true).command("show three", "alpha\nbeta\n  of beta\ngamma\n"));
        assertThat(session.type("show three | include a$\r"))
                .endsWith("\r\nalpha\r\nbeta\r\n  of beta\r\ngamma\r\nbox>");
        assertThat(session.type("show three | exclude beta\r")).endsWith("\r\nalpha\r\ngamma\r\nbox>");
        assertThat(session.type("show three | begin gam\r")).endsWith("beta\r\n".substring(6) + "gamma\r\nbox>");
        assertThat(session.type("show three | section ^beta\r")).endsWith("\r\nbeta\r\n  of beta\r\nbox>");
        assertThat(session.type("show three | count beta\r")).contains("Count: 2 lines");
        assertThat(session.type("show three | wat\r")).contains("% Unknown");
    }

    @Test
    void output_comes_in_the_pieces_of_the_wire() {
        EmulatorTester single =
                new EmulatorTester(box().wire(FakeWire.instant().inChunksOf(1)).build());
        single.type("show one\r");
        assertThat(single.pieces()).containsOnly(1).hasSize("box>show one\r\n1\r\nbox>".length());
        List<Integer> once = randomPieces(7);
        assertThat(once)
                .isEqualTo(randomPieces(7))
                .isNotEqualTo(randomPieces(8))
                .allMatch(size -> size <= 5);
    }

    private static List<Integer> randomPieces(long seed) {
        EmulatorTester session = new EmulatorTester(
                box().wire(FakeWire.instant().inRandomChunks(5, seed)).build());
        session.type("show one\rshow one\r");
        return session.pieces();
    }

    @Test
    void answers_and_bytes_come_late() {
        EmulatorTester session = session(box().wire(FakeWire.instant().withAnswerDelay(Duration.ofSeconds(2))));
        assertThat(session.type("show one\r")).isEqualTo("show one\r\n");
        assertThat(session.pass(Duration.ofMillis(1999))).isEmpty();
        assertThat(session.pass(Duration.ofMillis(1))).isEqualTo("1\r\nbox>");

        EmulatorTester slow =
                new EmulatorTester(box().wire(FakeWire.instant().inChunksOf(1).withByteDelay(Duration.ofMillis(10)))
                        .build());
        assertThat(slow.output()).isEqualTo("b");
        assertThat(slow.pass(Duration.ofMillis(20))).isEqualTo("ox");
    }

    @Test
    void what_is_typed_during_a_slow_answer_is_kept_for_the_next_prompt() {
        EmulatorTester session = session(box().command(
                        "slow",
                        FakeReply.text("a")
                                .then(FakeReply.pause(Duration.ofMinutes(1)))
                                .then(FakeReply.text("b"))));
        assertThat(session.type("slow\rshow one\r")).isEqualTo("slow\r\na\r\n");
        assertThat(session.pass(Duration.ofMinutes(1))).isEqualTo("b\r\nbox>show one\r\n1\r\nbox>");
    }

    @Test
    void a_device_that_hangs_answers_to_control_c() {
        EmulatorTester session = session(box().command("hang", FakeReply.silence()));
        assertThat(session.type("hang\r\r\r")).isEqualTo("hang\r\n");
        assertThat(session.type("\u0003")).isEqualTo("^C\r\nbox>");
        assertThat(session.type("show one\r")).endsWith("1\r\nbox>");
    }

    @Test
    void a_question_mark_prints_help_at_once_and_control_v_makes_text_of_keys() {
        EmulatorTester session = session(box().helpKey(true));
        assertThat(session.type("show one?")).startsWith("show one?\r\n  LINE").endsWith("\r\nbox>show one");
        assertThat(session.type("\r")).isEqualTo("\r\n1\r\nbox>");
        assertThat(session.type("why\u0016?\u0016\tx\r"))
                .startsWith("why?\tx\r\n")
                .endsWith("box>");
        assertThat(session(box()).type("why?\r")).startsWith("why?\r\n");
    }

    @Test
    void messages_land_where_the_script_wants_them() {
        assertThat(noisy(FakeNoise.Place.BEFORE_PROMPT)).isEqualTo("show one\r\n1\r\n%SYS: hi\r\nbox>");
        assertThat(noisy(FakeNoise.Place.INSIDE_PROMPT)).isEqualTo("show one\r\n1\r\nbo\r\n%SYS: hi\r\nx>");
        assertThat(noisy(FakeNoise.Place.AFTER_PROMPT)).isEqualTo("show one\r\n1\r\nbox>\r\n%SYS: hi\r\n");
        assertThat(noisy(FakeNoise.Place.AFTER_PROMPT_REDRAWN)).isEqualTo("show one\r\n1\r\nbox>\r\n%SYS: hi\r\nbox>");
        assertThat(noisy(FakeNoise.Place.INSIDE_OUTPUT)).isEqualTo("show one\r\n1\r\n%SYS: hi\r\nbox>");
    }

    private static String noisy(FakeNoise.Place place) {
        return session(box().noise(FakeNoise.at(place, "%SYS: hi"))).type("show one\r");
    }

    @Test
    void messages_may_come_with_every_second_prompt_or_at_any_time() {
        EmulatorTester session = session(
                box().noise(FakeNoise.at(FakeNoise.Place.BEFORE_PROMPT, "%X").every(2)));
        assertThat(session.type("\r\r\r")).isEqualTo("\r\n%X\r\nbox>\r\nbox>\r\n%X\r\nbox>");
        session.say("%LINK-3-UPDOWN: down");
        assertThat(session.output()).isEqualTo("\r\n%LINK-3-UPDOWN: down\r\n");
    }

    @Test
    void the_connection_breaks_after_so_many_bytes() {
        EmulatorTester session = new EmulatorTester(
                box().wire(FakeWire.instant().droppingAfter(9)).build());
        assertThat(session.type("show one\r")).isEqualTo("box>show ");
        assertThat(session.closed()).isTrue();
        assertThat(session.broken()).isTrue();
    }

    @Test
    void the_connection_breaks_at_a_command_or_ends_in_order() {
        EmulatorTester broken =
                session(box().command("boom", FakeReply.text("half").then(FakeReply.drop())));
        assertThat(broken.type("boom\r")).isEqualTo("boom\r\nhalf\r\n");
        assertThat(broken.broken()).isTrue();
        EmulatorTester ended = session(box().command("exit", FakeReply.logout()));
        ended.type("exit\r");
        assertThat(ended.closed()).isTrue();
        assertThat(ended.broken()).isFalse();
    }

    @Test
    void an_unexpected_question_may_come_before_the_first_prompt() {
        EmulatorTester session = new EmulatorTester(box().greeting(
                        FakeReply.ask("Enter the initial configuration dialog? [yes/no]: ", answer -> FakeReply.none()))
                .motd("Welcome\n")
                .build());
        assertThat(session.output()).isEqualTo("Welcome\r\nEnter the initial configuration dialog? [yes/no]: ");
        assertThat(session.type("no\r")).isEqualTo("no\r\nbox>");
    }

    @Test
    void a_login_inside_the_shell_asks_three_times_at_most() {
        DeviceScript script =
                box().login(FakeLogin.as("kim").insideShell("s3cret")).build();
        EmulatorTester right = new EmulatorTester(script);
        assertThat(right.output()).isEqualTo("Username: ");
        assertThat(right.type("kim\rwrong\r")).isEqualTo("kim\r\nPassword: \r\n% Login invalid\r\nUsername: ");
        assertThat(right.type("kim\rs3cret\r")).endsWith("box>");
        EmulatorTester wrong = new EmulatorTester(script);
        wrong.type("a\rb\r".repeat(3));
        assertThat(wrong.closed()).isTrue();
        assertThat(wrong.device().loginAttempts()).isEqualTo(3);
    }

    @Test
    void a_body_ends_with_its_last_line_and_shows_no_prompts() {
        EmulatorTester session = session(box().command(
                        "banner",
                        FakeReply.body(line -> line.endsWith("#"), lines -> FakeReply.text(lines.size() + " lines"))));
        assertThat(session.type("banner\rone\rtwo#\r")).isEqualTo("banner\r\none\r\ntwo#\r\n2 lines\r\nbox>");
    }

    @Test
    void a_script_that_fails_says_so_on_the_screen() {
        EmulatorTester session = session(box().command(Set.of(), "bug", call -> {
            throw new IllegalStateException("oops");
        }));
        assertThat(session.type("bug\r"))
                .contains("the script of this simulated device failed")
                .contains("oops");
        assertThat(session.closed()).isTrue();
    }

    @Test
    void a_script_without_its_first_mode_is_refused() {
        assertThatThrownBy(() -> DeviceScript.named("x").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no mode");
    }

    @ParameterizedTest
    @EnumSource(FakeEcho.Style.class)
    void typing_in_pieces_of_any_size_gives_the_same(FakeEcho.Style style) {
        FakeEcho echo = new FakeEcho(style, 0, "");
        String whole = session(box().echo(echo)).type("configure\rend\rshow one\r\n");
        EmulatorTester pieces = session(box().echo(echo));
        StringBuilder seen = new StringBuilder();
        for (char one : "configure\rend\rshow one\r\n".toCharArray()) {
            seen.append(pieces.type(String.valueOf(one)));
        }
        assertThat(seen).hasToString(whole);
    }
}
