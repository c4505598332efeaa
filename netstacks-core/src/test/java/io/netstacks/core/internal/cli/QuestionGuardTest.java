package io.netstacks.core.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lines that devices have not ended: the questions of many platforms, and output that stops for a while. */
class QuestionGuardTest {

    private final QuestionGuard guard = new QuestionGuard(List.of());

    static List<String> questions() {
        return lines("questions.txt");
    }

    static List<String> output() {
        return lines("unfinished-lines.txt");
    }

    private static List<String> lines(String file) {
        try (InputStream in = QuestionGuardTest.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("questions")
    void a_question_of_a_platform_is_one(String platformAndQuestion) {
        String question = platformAndQuestion.substring(platformAndQuestion.indexOf(" | ") + 3);
        assertThat(guard.doubt(question)).isNotEqualTo(QuestionGuard.Doubt.NONE);
        assertThat(guard.doubt(question.stripTrailing())).isNotEqualTo(QuestionGuard.Doubt.NONE);
    }

    @ParameterizedTest
    @MethodSource("output")
    void output_that_stops_is_none(String line) {
        assertThat(guard.doubt(line)).isEqualTo(QuestionGuard.Doubt.NONE);
        assertThat(guard.doubt(line.stripTrailing())).isEqualTo(QuestionGuard.Doubt.NONE);
    }
}
