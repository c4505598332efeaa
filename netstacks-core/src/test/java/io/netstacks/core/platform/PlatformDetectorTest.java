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
                .flatMap(platform -> LOGIN_LEVELS.stream()
                        .filter(platform.samples()::containsKey)
                        .limit(1)
                        .flatMap(level -> platform.samples().get(level).stream())
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
}
