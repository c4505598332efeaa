package io.netstacks.core.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netstacks.spi.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A platform file may be anything; what comes out is a list of problems with places, in bounded time and memory. */
class HostilePlatformFilesTest {

    private static final String LEVELS = "levels: {exec: {prompt: '\\w+>', samples: ['a>']}}\n";

    @TempDir
    private Path directory;

    @Test
    void nesting_beyond_any_use() throws IOException {
        assertThat(problems("vendor: " + "[".repeat(50_000)))
                .first()
                .asString()
                .contains("nested deeper than 12 levels");
        assertThat(problems("a: " + "{a: ".repeat(20_000))).first().asString().contains("nested deeper than 12 levels");
    }

    @Test
    void aliases_that_would_multiply() throws IOException {
        assertThat(problems(LEVELS + "notes: &a x\ncontext_lines: [*a, *a]\n"))
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(problem -> assertThat(problem).contains("acme_os.yaml:3"))
                .first()
                .asString()
                .contains("aliases (*name) are not taken");
    }

    @Test
    void tags_that_would_make_objects() throws IOException {
        assertThat(problems(LEVELS + "notes: !!javax.script.ScriptEngineManager x"))
                .first()
                .asString()
                .contains("acme_os.yaml:2: tags (!name) are not taken");
    }

    @Test
    void file_that_is_too_long() throws IOException {
        assertThat(problems("notes: " + "x".repeat(300_000)))
                .singleElement()
                .asString()
                .contains("has 300007 bytes");
    }

    @Test
    void regex_that_is_too_long() throws IOException {
        assertThat(problems(LEVELS + "context_lines: ['" + "x".repeat(2_001) + "']"))
                .singleElement()
                .asString()
                .contains("acme_os.yaml:2: a regex of 2001 characters; at most 2000");
    }

    @Test
    void bytes_that_are_no_text() throws IOException {
        Files.write(directory.resolve("acme_os.yaml"), new byte[] {'a', ':', ' ', (byte) 0xff, (byte) 0xfe});
        assertThat(problems()).singleElement().asString().contains("acme_os.yaml:1: is no UTF-8 text");

        Files.write(directory.resolve("acme_os.yaml"), new byte[] {'a', ':', ' ', 0, 7});
        assertThat(problems()).first().asString().contains("acme_os.yaml:1: is no valid YAML");
    }

    @Test
    void an_ending_that_would_be_overlooked() throws IOException {
        Files.writeString(directory.resolve("acme_os.yml"), LEVELS);
        assertThat(problems()).singleElement().asString().contains("acme_os.yml:1: a platform file ends with .yaml");
    }

    @Test
    void more_mistakes_than_anybody_reads() throws IOException {
        List<String> problems = problems(LEVELS + "context_lines:\n" + "- '('\n".repeat(1_000));

        assertThat(problems).hasSize(201).last().asString().contains("more than 200 problems");
    }

    @Test
    void shipped_files_with_random_damage_are_read_or_refused_and_nothing_else() throws IOException {
        long seed = 20_240_611L;
        Random random = new Random(seed);
        List<String> ids = List.copyOf(Platforms.builtIn().ids());
        for (int round = 0; round < 40; round++) {
            String id = ids.get(random.nextInt(ids.size()));
            String damaged = damage(ShippedFile.text(id + ".yaml"), random);
            Files.writeString(directory.resolve("acme_os.yaml"), damaged);
            Throwable thrown = catchThrowable(() -> Platforms.builtIn().with(directory));
            if (thrown != null) {
                assertThat(thrown)
                        .as("seed %d round %d: %s damaged to:\n%s", seed, round, id, damaged)
                        .isInstanceOf(InvalidInputException.class);
            }
        }
    }

    private static String damage(String text, Random random) {
        StringBuilder damaged = new StringBuilder(text);
        for (int i = 0; i < 4; i++) {
            int at = random.nextInt(damaged.length());
            switch (random.nextInt(4)) {
                case 0 -> damaged.deleteCharAt(at);
                case 1 -> damaged.insert(at, "{}[]:'\"\n#&*!|>%@- \t".charAt(random.nextInt(19)));
                case 2 -> damaged.setCharAt(at, (char) random.nextInt(128));
                default ->
                    damaged.insert(at, damaged.substring(at, Math.min(damaged.length(), at + random.nextInt(40))));
            }
        }
        return damaged.toString();
    }

    private List<String> problems(String yaml) throws IOException {
        Files.writeString(directory.resolve("acme_os.yaml"), yaml);
        return problems();
    }

    private List<String> problems() {
        InvalidInputException failure = catchThrowableOfType(
                InvalidInputException.class, () -> Platforms.builtIn().with(directory));
        assertThat(failure).isNotNull();
        return failure.problems();
    }
}
