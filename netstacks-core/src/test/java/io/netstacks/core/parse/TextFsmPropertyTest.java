package io.netstacks.core.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.spi.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds of every template and every text; generated, bounded, and repeatable by the seed that a failure shows. */
class TextFsmPropertyTest {

    private static final int ROUNDS = 1_500;
    private static final List<String> OPTIONS = List.of(
            "", "", "", "Required ", "Filldown ", "List ", "Fillup ", "Key ", "List,Filldown ", "Required,List ");
    private static final List<String> REGEXES = List.of(
            "(\\S+)", "(\\d+)", "(.*)", "([a-c]+)", "(a|b)", "(\\w*)", "((?P<k>\\w)=(?P<v>\\w))", "(.+?)", "(\\s*-*)");
    private static final List<String> PIECES = List.of(
            "a", "b ", " ", "\\s+", "\\s*", "${A}", "${B}", "$C", "x?", "(?:a|b)*", "$$", ".*", "-", "\\d", "(${A})?");
    private static final List<String> ACTIONS = List.of(
            "",
            "",
            " -> Record",
            " -> Continue",
            " -> Continue.Record",
            " -> Next.Clear",
            " -> Clearall Other",
            " -> Other",
            " -> Start",
            " -> End",
            " -> EOF",
            " -> Error",
            " -> Error \"no\"",
            " -> NoRecord Start");
    private static final List<String> LINES = List.of(
            "a",
            "b 1",
            "a b c",
            "",
            " ",
            "a=1",
            "x - 12",
            "--- a",
            "aaaa",
            "bé 3",
            "1 2 3",
            "\t b",
            "a\u001fb",
            "\ud83d\ude00");
    private static final List<String> BREAKS =
            List.of("\n", "\n", "\r\n", "\r", "\u000b", "\u0085", "\u2028", "\u001c");

    @Test
    void a_parse_ends_in_rows_of_the_headers_width_or_in_one_of_its_own_errors() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            String template = template(random);
            String text = text(random);
            try {
                TextFsmResult result =
                        TextFsmTemplate.compile(template).parse(text, Deadline.after(Duration.ofSeconds(10)));
                assertThat(result.rows())
                        .as("seed %s", seed)
                        .allSatisfy(row -> assertThat(row).hasSameSizeAs(result.header()));
            } catch (TextFsmTemplateException | TextFsmParseException e) {
                assertThat(e.reason()).as("seed %s", seed).isNotBlank();
            }
        }
    }

    @Test
    void text_in_pieces_gives_what_the_whole_gives() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            String template = template(random);
            String text = text(random);
            String whole = outcome(template, text, List.of(text.length()));
            List<Integer> cuts =
                    random.ints(6, 0, text.length() + 1).sorted().boxed().toList();

            assertThat(outcome(template, text, cuts)).as("seed %s", seed).isEqualTo(whole);
        }
    }

    private static String outcome(String template, String text, List<Integer> cuts) {
        try {
            TextFsmRun run = TextFsmTemplate.compile(template).newRun();
            int from = 0;
            for (int cut : cuts) {
                run.feed(text.substring(from, cut), false);
                from = cut;
            }
            return run.feed(text.substring(from), true).result().toString();
        } catch (TextFsmTemplateException | TextFsmParseException e) {
            return e.reason();
        }
    }

    @Test
    void garbage_is_no_template_or_one_that_dumps_itself() {
        String letters = "Value A(.)\\n ^-> $\n\n  Start#EOFRecord\t\u00e9[]{}|*+?";
        for (int seed = 0; seed < 4 * ROUNDS; seed++) {
            Random random = new Random(seed);
            StringBuilder garbage = new StringBuilder(random.nextBoolean() ? "Value A (.)\n\nStart\n" : "");
            random.ints(random.nextInt(60), 0, letters.length()).forEach(i -> garbage.append(letters.charAt(i)));
            try {
                TextFsmTemplate template = TextFsmTemplate.compile(garbage.toString());
                assertThat(TextFsmTemplate.compile(template.dump()).dump())
                        .as("seed %s", seed)
                        .isEqualTo(template.dump());
            } catch (TextFsmTemplateException e) {
                assertThat(e.line()).as("seed %s", seed).isBetween(0, 100);
            }
        }
    }

    private static String pick(Random random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static String template(Random random) {
        StringBuilder out = new StringBuilder();
        out.append("Value ").append(pick(random, OPTIONS)).append("A ").append(pick(random, REGEXES));
        out.append("\nValue ").append(pick(random, OPTIONS)).append("B ").append(pick(random, REGEXES));
        out.append("\nValue ")
                .append(pick(random, OPTIONS))
                .append("C ")
                .append(pick(random, REGEXES))
                .append("\n");
        for (String state : List.of("Start", "Other")) {
            out.append('\n').append(state).append('\n');
            for (int rule = random.nextInt(5); rule >= 0; rule--) {
                out.append("  ^");
                for (int piece = random.nextInt(5); piece >= 0; piece--) {
                    out.append(pick(random, PIECES));
                }
                out.append(pick(random, ACTIONS)).append('\n');
            }
        }
        return random.nextInt(4) == 0 ? out.append("\nEOF\n").toString() : out.toString();
    }

    private static String text(Random random) {
        StringBuilder out = new StringBuilder();
        for (int line = random.nextInt(12); line > 0; line--) {
            out.append(pick(random, LINES)).append(pick(random, BREAKS));
        }
        return random.nextBoolean() ? out.append(pick(random, LINES)).toString() : out.toString();
    }
}
