package io.netstacks.core.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.spi.platform.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlatformDetectorTest {

    private static final List<String> LOGIN_LEVELS = List.of("exec", "privileged", "cli", "clish", "tmsh", "user");

    private final Platforms platforms = Platforms.builtIn();
    private final PlatformDetector detector = PlatformDetector.over(platforms.all());

    static Stream<Arguments> prompts_of_every_platform() {
        return Platforms.builtIn().all().stream()
                .filter(platform -> !platform.detect().match().isEmpty())
                .flatMap(platform -> LOGIN_LEVELS.stream()
                        .filter(platform.samples()::containsKey)
                        .limit(1)
                        .flatMap(level -> platform.samples().getOrDefault(level, List.of()).stream())
                        .map(prompt -> Arguments.of(platform.id(), prompt)));
    }

    @ParameterizedTest(name = "{0} at \"{1}\"")
    @MethodSource("prompts_of_every_platform")
    void ends_at_the_platform_within_three_commands(String id, String prompt) {
        Platform platform = platforms.get(id);
        ShippedFile file = ShippedFile.of(id);
        String command = platform.detect().command().orElseThrow();
        List<String> asked = new ArrayList<>();

        DetectionStep end = drive(
                detector.begin("SSH-2.0-OpenSSH_8.0", "").promptSeen(prompt),
                asked,
                sent -> sent.equals(command) ? file.detectSample() : file.errorSample());

        assertThat(asked).hasSizeLessThanOrEqualTo(3).doesNotHaveDuplicates();
        assertThat(end).as("after %s", asked).isInstanceOfSatisfying(DetectionStep.Decided.class, decided -> {
            assertThat(decided.platform().id()).isEqualTo(id);
            assertThat(decided.confidence()).isEqualTo(platform.detect().priority());
            assertThat(decided.why()).contains(command);
        });
    }

    private static DetectionStep drive(DetectionStep first, List<String> asked, UnaryOperator<String> device) {
        DetectionStep step = first;
        while (step instanceof DetectionStep.Run run) {
            asked.add(run.command());
            step = run.answered(device.apply(run.command()));
        }
        return step;
    }

    @Test
    void a_device_that_alone_identifies_itself_so_needs_no_command() {
        DetectionStep step = detector.begin("SSH-2.0-ROSSSH", "").promptSeen("[admin@MikroTik] > ");

        assertThat(step).isInstanceOfSatisfying(DetectionStep.Decided.class, decided -> {
            assertThat(decided.platform().id()).isEqualTo("mikrotik_routeros");
            assertThat(decided.why()).contains("ROSSSH");
        });
    }

    @Test
    void a_shared_identification_narrows_and_a_command_decides() {
        DetectionStep first = detector.begin("SSH-2.0-Comware-7.1.070", "").promptSeen("<sw1>");

        assertThat(first)
                .isInstanceOfSatisfying(
                        DetectionStep.Run.class,
                        run -> assertThat(run.command()).isEqualTo("display version"));
        assertThat(((DetectionStep.Run) first).answered("H3C Comware Software, Version 7.1.070"))
                .isInstanceOfSatisfying(
                        DetectionStep.Decided.class,
                        decided -> assertThat(decided.platform()).hasToString("h3c"));
    }

    @Test
    void an_identification_whose_prompt_does_not_fit_is_not_believed_blindly() {
        DetectionStep step = detector.begin("SSH-2.0-ROSSSH", "").promptSeen("sw1#");

        assertThat(step)
                .isInstanceOfSatisfying(
                        DetectionStep.Run.class,
                        run -> assertThat(run.command()).isEqualTo("/system resource print"));
    }

    @Test
    void asks_first_what_most_platforms_understand() {
        assertThat(detector.begin("SSH-2.0-OpenSSH_8.0", "").promptSeen("sw1#")).hasToString("run show version");
        assertThat(detector.begin("", "Authorized use only").promptSeen("sw1>")).hasToString("run show version");
    }

    @Test
    void the_surest_of_several_matches_wins() {
        DetectionStep step = answer("sw1#", "Cisco IOS Software [Cupertino]\nCisco IOS XE Software, Version 17.09.04a");

        assertThat(step)
                .isInstanceOfSatisfying(
                        DetectionStep.Decided.class,
                        decided -> assertThat(decided.platform()).hasToString("cisco_xe"));
    }

    @Test
    void a_match_in_the_answer_to_another_command_leads_to_the_right_one() {
        DetectionStep step = answer("Force10#", "Dell Application Software Version:  9.14(2.4)");

        assertThat(step).hasToString("run show system");
    }

    @Test
    void a_match_in_the_answer_to_another_command_is_enough_where_nothing_better_comes() {
        List<String> asked = new ArrayList<>();
        DetectionStep end = drive(
                detector.begin("", "").promptSeen("Force10#"),
                asked,
                command -> command.equals("show version") ? "Dell Application Software Version:  9.14(2.4)" : "");

        assertThat(asked).hasSize(3);
        assertThat(end).isInstanceOfSatisfying(DetectionStep.Decided.class, decided -> {
            assertThat(decided.platform()).hasToString("dell_os9");
            assertThat(decided.confidence()).isEqualTo(79);
        });
    }

    @Test
    void a_prompt_that_nobody_has_costs_confidence_only() {
        DetectionStep step = answer("==] ready [==", "Arista vEOS");

        assertThat(step).isInstanceOfSatisfying(DetectionStep.Decided.class, decided -> {
            assertThat(decided.platform()).hasToString("arista_eos");
            assertThat(decided.confidence()).isEqualTo(69);
            assertThat(decided.why()).contains("prompt looks different");
        });
    }

    @Test
    void a_device_that_says_nothing_useful_stays_undecided_after_three_commands() {
        List<String> asked = new ArrayList<>();
        DetectionStep end = drive(detector.begin("", "").promptSeen("sw1#"), asked, command -> "");

        assertThat(asked).hasSize(3).doesNotHaveDuplicates();
        assertThat(end).isInstanceOfSatisfying(DetectionStep.Undecided.class, undecided -> {
            assertThat(undecided.why()).contains("show version");
            assertThat(undecided.candidates())
                    .isNotEmpty()
                    .noneMatch(platform ->
                            asked.contains(platform.detect().command().orElse("")));
        });
    }

    @Test
    void sends_commands_that_only_read() {
        assertThat(platforms.all())
                .allSatisfy(platform -> assertThat(platform.detect().command().orElse("show nothing"))
                        .matches("(?:show|display|get) [a-z -]+|software show|uname -a|/system resource print"));
    }

    private DetectionStep answer(String prompt, String output) {
        DetectionStep first = detector.begin("", "").promptSeen(prompt);
        return ((DetectionStep.Run) first).answered(output);
    }
}
