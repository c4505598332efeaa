package io.netstacks.core.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.data.Index.atIndex;

import io.netstacks.spi.error.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of mistake that a platform file can have is reported with its file and line, and all at once. */
class PlatformMistakesTest {

    private static final String LEVELS = "levels: {exec: {prompt: '\\w+>', samples: ['a>']}}\n";

    @TempDir
    private Path directory;

    @Test
    void unknown_key_with_what_was_meant() {
        assertThat(problems(LEVELS + "vendr: Acme"))
                .singleElement()
                .satisfies(at(2, "unknown key \"vendr\"; did you mean vendor?"));
        assertThat(problems(LEVELS + "session:\n  setle_ms: 3"))
                .singleElement()
                .satisfies(at(3, "did you mean settle_ms?"));
    }

    @Test
    void unknown_key_that_resembles_nothing() {
        assertThat(problems(LEVELS + "save: {command: w, qqqqqqqq: 1}"))
                .singleElement()
                .satisfies(at(2, "unknown key \"qqqqqqqq\"; known here: command, alternative"));
    }

    @Test
    void bad_regex() {
        assertThat(problems(LEVELS + "errors:\n  patterns:\n    - '('\n  samples: [x]"))
                .first()
                .asString()
                .endsWith("bad regex: Unclosed group near position 1 of (")
                .contains("acme_os.yaml:4: ");
    }

    @Test
    void sample_of_another_level() {
        assertThat(
                        problems(
                                "levels:\n  a: {prompt: '\\w+>', samples: ['x>']}\n  b:\n    prompt: 'y>'\n    samples:\n      - 'y>'"))
                .singleElement()
                .satisfies(at(6, "sample \"y>\" is a prompt of level a, expected b"));
    }

    @Test
    void sample_of_no_level() {
        assertThat(problems("levels:\n  exec: {prompt: '\\w+>', samples: ['a>', 'a#']}"))
                .singleElement()
                .satisfies(at(2, "sample \"a#\" is no prompt of any level, expected exec"));
    }

    @Test
    void level_without_sample_or_prompt() {
        assertThat(problems("levels:\n  exec: {prompt: '\\w+>'}"))
                .singleElement()
                .satisfies(at(2, "level exec has no \"samples\""));
        assertThat(problems("levels:\n  exec: {samples: ['a>']}"))
                .first()
                .satisfies(at(2, "level exec has no \"prompt\""));
    }

    @Test
    void no_level_at_all() {
        assertThat(problems("vendor: Acme")).singleElement().satisfies(at(1, "\"levels\" is missing"));
    }

    @Test
    void error_pattern_without_sample_and_sample_without_error() {
        assertThat(problems(LEVELS + "errors: {patterns: ['x']}"))
                .singleElement()
                .satisfies(at(2, "have no \"samples\""));
        assertThat(problems(LEVELS + "errors: {patterns: ['x'], samples: ['y']}"))
                .singleElement()
                .satisfies(at(2, "error sample \"y\" is found by no error pattern"));
    }

    @Test
    void detect_pattern_without_sample_and_sample_without_match() {
        assertThat(problems(LEVELS + "detect: {command: v, match: ['x']}"))
                .singleElement()
                .satisfies(at(2, "have no \"sample\""));
        assertThat(problems(LEVELS + "detect: {command: v, match: ['x'], sample: y}"))
                .singleElement()
                .satisfies(at(2, "detect sample \"y\" is found by no \"match\""));
    }

    @Test
    void value_that_is_none_of_the_possible_ones() {
        assertThat(problems(LEVELS + "commit:\n  model: soon"))
                .singleElement()
                .satisfies(at(3, "\"model\" has to be one of immediate, candidate"));
        assertThat(problems(LEVELS + "session: {ansi: maybe}"))
                .singleElement()
                .satisfies(at(2, "has to be true or false"));
        assertThat(problems(LEVELS + "session: {settle_ms: -1}"))
                .singleElement()
                .satisfies(at(2, "number from 0 to 10000"));
        assertThat(problems(LEVELS + "session: {settle_ms: 99999999999}"))
                .singleElement()
                .satisfies(at(2, "number from"));
        assertThat(problems(LEVELS + "session: {charset: klingon}"))
                .singleElement()
                .satisfies(at(2, "no charset \"klingon\""));
    }

    @Test
    void value_of_another_shape() {
        assertThat(problems(LEVELS + "session: hello")).singleElement().satisfies(at(2, "expected keys and values"));
        assertThat(problems(LEVELS + "vendor: [a]")).singleElement().satisfies(at(2, "expected a text"));
        assertThat(problems(LEVELS + "context_lines: {a: b}")).singleElement().satisfies(at(2, "has to be a list"));
        assertThat(problems(LEVELS + "names: text")).singleElement().satisfies(at(2, "has to be keys and values"));
        assertThat(problems(LEVELS + "context_lines+: text")).first().satisfies(at(2, "appends to a list"));
    }

    @Test
    void dialogue_entry_without_answer() {
        assertThat(
                        problems(
                                LEVELS
                                        + "session:\n  login:\n    - {match: 'x'}\n    - {match: 'y', send: a, fail: b}\n    - {send: c}"))
                .hasSize(3)
                .satisfies(at(4, "either \"send\" or \"fail\""), atIndex(0))
                .satisfies(at(5, "either \"send\" or \"fail\""), atIndex(1))
                .satisfies(at(6, "expected \"match\""), atIndex(2));
    }

    @Test
    void secret_without_group_and_set_that_does_not_exist() {
        assertThat(problems(LEVELS + "config:\n  secrets:\n    - 'key \\S+'\n    - {use: cisco}"))
                .hasSize(2)
                .satisfies(at(4, "needs the group (?<s>...)"), atIndex(0))
                .satisfies(at(5, "no secret set \"cisco\"; there are cisco_like"), atIndex(1));
    }

    @Test
    void command_that_is_missing() {
        assertThat(problems(LEVELS + "save: {success: ok}")).singleElement().satisfies(at(2, "\"command\" is missing"));
        assertThat(problems(LEVELS + "config_mode: {enter: c}"))
                .singleElement()
                .satisfies(at(2, "\"exit\" is missing"));
    }

    @Test
    void parent_that_does_not_exist_or_is_itself() {
        assertThat(problems("extends: cisco_iso\n" + LEVELS))
                .singleElement()
                .satisfies(at(1, "no platform file \"cisco_iso\" to extend; did you mean cisco_ios"));
        assertThat(problems("extends: acme_os\n" + LEVELS)).singleElement().satisfies(at(1, "extends itself: acme_os"));
    }

    @Test
    void two_files_that_extend_each_other() throws IOException {
        Files.writeString(directory.resolve("other_os.yaml"), "extends: acme_os\n" + LEVELS);

        assertThat(problems("extends: other_os\n" + LEVELS))
                .allSatisfy(problem -> assertThat(problem).contains("extends itself"));
    }

    @Test
    void key_that_stands_twice() {
        assertThat(problems(LEVELS + "vendor: a\nvendor: b"))
                .singleElement()
                .satisfies(at(3, "key \"vendor\" stands here twice"));
    }

    @Test
    void yaml_that_is_none() {
        assertThat(problems("levels: [a\nvendor: b")).first().asString().contains("is no valid YAML");
        assertThat(problems("just text")).first().satisfies(at(1, "expected keys and values at the top"));
        assertThat(problems(LEVELS + "---\nvendor: a")).first().asString().contains("a second document begins");
    }

    @Test
    void file_name_that_is_no_id() throws IOException {
        Files.writeString(directory.resolve("My-OS.yaml"), LEVELS);

        assertThat(problems(LEVELS))
                .singleElement()
                .asString()
                .contains("My-OS.yaml:1: the file name is the platform's id");
    }

    @Test
    void mistakes_of_all_files_come_together_and_once() throws IOException {
        Files.writeString(directory.resolve("cisco_ios.yaml"), "vendr: a\nsession: {echo: loud}");
        Files.writeString(directory.resolve("vyos.yaml"), "save: [");

        List<String> problems = problems("vendor: Acme");

        assertThat(problems).doesNotHaveDuplicates().hasSize(4);
        assertThat(problems).anySatisfy(at("cisco_ios.yaml:1: unknown key"));
        assertThat(problems).anySatisfy(at("cisco_ios.yaml:2: \"echo\" has to be one of normal, none, repaint"));
        assertThat(problems).anySatisfy(at("vyos.yaml:"));
        assertThat(problems).anySatisfy(at("acme_os.yaml:1: \"levels\" is missing"));
    }

    private Consumer<String> at(int line, String text) {
        return problem -> assertThat(problem)
                .startsWith(directory.resolve("acme_os.yaml") + ":" + line + ": ")
                .contains(text);
    }

    private static Consumer<String> at(String text) {
        return problem -> assertThat(problem).contains(text);
    }

    private List<String> problems(String yaml) {
        try {
            Files.writeString(directory.resolve("acme_os.yaml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        InvalidInputException failure = catchThrowableOfType(
                InvalidInputException.class, () -> Platforms.builtIn().with(directory));
        assertThat(failure).as("no problem found in:\n%s", yaml).isNotNull();
        return failure.problems();
    }
}
