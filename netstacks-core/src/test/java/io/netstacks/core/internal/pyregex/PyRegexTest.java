package io.netstacks.core.internal.pyregex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.OperationCancelledException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PyRegexTest {

    private static final Deadline AMPLE = Deadline.after(Duration.ofMinutes(5));

    /** Some thousand patterns, written and generated, with what Python 3.11 made of them. */
    @Test
    void matches_the_same_spans_as_python() throws IOException {
        List<String> wrong = new ArrayList<>();
        int cases = 0;
        for (JsonNode node : cases()) {
            cases++;
            String problem = difference(node);
            if (!problem.isEmpty()) {
                wrong.add(problem + " in " + node);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(cases).isGreaterThan(1000);
    }

    private static String difference(JsonNode node) {
        String text = node.get("t").asText();
        PyRegex regex;
        try {
            regex = PyRegex.compile(node.get("p").asText(), node.get("f").asInt());
        } catch (PyRegexException e) {
            return node.has("e") ? "" : e.reason();
        }
        if (node.has("e")) {
            return "accepted " + regex.form(true);
        }
        // The form for any text has to agree with the one for plain text
        for (boolean plain : PyRegex.isPlain(text) ? new boolean[] {true, false} : new boolean[] {false}) {
            String form = plain ? "plain " + regex.form(true) : "any " + regex.form(false);
            PyText shared = new PyText(text, AMPLE);
            shared.set(text, plain);
            PyMatcher matcher = regex.matcher(shared);
            boolean start = matcher.matchStart();
            if (!spans(regex, matcher, start).equals(node.get("m").toString())) {
                return "match: " + spans(regex, matcher, start) + " " + form;
            }
            if (start && !passes(regex.prefilter(), text)) {
                return "prefilter";
            }
            boolean whole = matcher.matchWhole();
            if (!spans(regex, matcher, whole).equals(node.get("w").toString())) {
                return "fullmatch: " + spans(regex, matcher, whole) + " " + form;
            }
            boolean found = matcher.restart().find();
            if (!spans(regex, matcher, found).equals(node.get("s").toString())) {
                return "search: " + spans(regex, matcher, found) + " " + form;
            }
            List<String> all = new ArrayList<>();
            for (; found; found = matcher.find()) {
                all.add("[" + matcher.start(0) + "," + matcher.end(0) + "]");
            }
            if (!all.toString().replace(" ", "").equals(node.get("i").toString())) {
                return "finditer: " + all + " " + form;
            }
            if (!all.isEmpty() && !text.contains(regex.prefilter().required())) {
                return "required " + regex.prefilter().required();
            }
        }
        return "";
    }

    private static boolean passes(PyPrefilter filter, String text) {
        int first = text.isEmpty() ? PyPrefilter.END : PyPrefilter.index(text.charAt(0));
        int i = 0;
        while (i < text.length() && PyPrefilter.isBlank(text.charAt(i))) {
            i++;
        }
        int afterBlanks = i == text.length() ? PyPrefilter.END : PyPrefilter.index(text.charAt(i));
        int j = text.length();
        while (j > 0 && PyPrefilter.isBlank(text.charAt(j - 1))) {
            j--;
        }
        int beforeBlanks = j == 0 ? PyPrefilter.END : PyPrefilter.index(text.charAt(j - 1));
        return filter.mayPrecedeBlanks(beforeBlanks)
                && text.startsWith(filter.prefix())
                && filter.mayBeginWith(first)
                && filter.mayFollowBlanks(afterBlanks)
                && text.contains(filter.required());
    }

    private static String spans(PyRegex regex, PyMatcher matcher, boolean matched) {
        if (!matched) {
            return "null";
        }
        List<String> spans = new ArrayList<>();
        for (int i = 0; i <= regex.groupCount(); i++) {
            spans.add("[" + matcher.start(i) + "," + matcher.end(i) + "]");
        }
        return "[" + String.join(",", spans) + "]";
    }

    private static List<JsonNode> cases() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        List<JsonNode> cases = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(PyRegexTest.class.getResourceAsStream("cases.jsonl")),
                StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                cases.add(mapper.readTree(line));
            }
        }
        return cases;
    }

    @Test
    void group_names_keep_their_underscores_and_their_order() {
        PyRegex regex = PyRegex.compile("(?P<b_1>x)(y)(?P<_a>z)");

        assertThat(regex.groupNames()).containsExactly(Map.entry("b_1", 1), Map.entry("_a", 3));
        PyMatcher matcher = regex.matcher("xyz", AMPLE);
        assertThat(matcher.matchStart()).isTrue();
        assertThat(matcher.group("_a")).isEqualTo("z");
        assertThat(matcher.group("b_1")).isEqualTo("x");
    }

    @Test
    void a_group_that_took_no_part_is_null() {
        PyMatcher matcher = PyRegex.compile("(a)?b").matcher("b", AMPLE);

        assertThat(matcher.matchStart()).isTrue();
        assertThat(matcher.group(1)).isNull();
        assertThat(matcher.start(1)).isEqualTo(-1);
    }

    @Test
    void a_syntax_error_tells_its_place() {
        assertThatThrownBy(() -> PyRegex.compile("ab\\q")).isInstanceOfSatisfying(PyRegexException.class, e -> {
            assertThat(e.offset()).isEqualTo(2);
            assertThat(e.problem()).isEqualTo("bad escape \\q");
            assertThat(e.reason()).contains("ab\\q", "position 2");
        });
    }

    @Test
    void deep_nesting_is_refused_not_overflown() {
        assertThatThrownBy(() -> PyRegex.compile("(".repeat(50_000) + ")".repeat(50_000)))
                .isInstanceOf(PyRegexException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Back references switch off what Java remembers about failed loops
                "(a*)*(b|\\1c)d",
                "(x+x+)+y(\\1)?",
                // Branches that read no character
                "(?:|(?:)){60}b",
                "(?:(?:(?:)?)?){60}b",
                // What our own engine takes, and what it has to leave to Java's
                "x*x*x*x*x*x*x*x*x*x*x*x*y",
                "(?:a|aa|aaa)+b",
                "(?:a(?:a)?)*b"
            })
    void a_runaway_match_ends_with_its_deadline(String pattern) {
        PyRegex regex = PyRegex.compile(pattern);
        for (String text : List.of("", "c", "a".repeat(60), "x".repeat(60))) {
            long start = System.nanoTime();
            try {
                regex.matcher(text, Deadline.after(Duration.ofMillis(100))).matchStart();
            } catch (PyMatchException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
                assertThat(e.reason()).contains(pattern);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void a_runaway_match_is_a_typed_failure_and_the_matcher_lives_on() {
        PyMatcher matcher =
                PyRegex.compile("(x+x+)+(\\1)?y").matcher("x".repeat(200), Deadline.after(Duration.ofMillis(50)));

        assertThatThrownBy(matcher::matchStart)
                .isInstanceOfSatisfying(
                        PyMatchException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED));
        assertThat(matcher.reset("xxy").matchStart()).isTrue();
    }

    @Test
    void an_interrupt_stops_a_match_and_stays_set() {
        PyMatcher matcher = PyRegex.compile("(x+x+)+(\\1)?y").matcher("x".repeat(200), AMPLE);

        Thread.currentThread().interrupt();
        assertThatThrownBy(matcher::matchStart).isInstanceOf(OperationCancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_used_up_stack_is_a_typed_failure() {
        PyMatcher matcher = PyRegex.compile("(?:a|b)*c").matcher("ab".repeat(500_000), AMPLE);

        assertThatThrownBy(matcher::matchStart)
                .isInstanceOf(PyMatchException.class)
                .hasMessageContaining("stack");
        assertThat(matcher.reset("abc").matchStart()).isTrue();
    }

    @Test
    void escaped_text_matches_itself() {
        String text = "a.b*[c]{1} \\ # $x^(y)|é\t\n";

        assertThat(PyRegex.compile(PyRegex.escape(text)).matcher(text, AMPLE).matchWhole())
                .isTrue();
    }
}
