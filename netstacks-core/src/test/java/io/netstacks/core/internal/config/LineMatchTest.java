package io.netstacks.core.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.PatchFailedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LineMatchTest {

    private static List<String> numbered(int count, String prefix) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }

    private static List<String> random(Random random, int words) {
        return random.ints(random.nextInt(14), 0, words)
                .mapToObj(i -> "line " + i)
                .toList();
    }

    private static int matched(LineMatch match, List<String> older, List<String> newer) {
        int last = -1;
        int count = 0;
        for (int i = 0; i < older.size(); i++) {
            int partner = match.newerOf(i);
            if (partner >= 0) {
                assertThat(partner).isGreaterThan(last);
                assertThat(newer.get(partner)).isEqualTo(older.get(i));
                last = partner;
                count++;
            }
        }
        return count;
    }

    private static int longestCommon(List<String> a, List<String> b) {
        int[][] best = new int[a.size() + 1][b.size() + 1];
        for (int i = 0; i < a.size(); i++) {
            for (int j = 0; j < b.size(); j++) {
                best[i + 1][j + 1] =
                        a.get(i).equals(b.get(j)) ? best[i][j] + 1 : Math.max(best[i][j + 1], best[i + 1][j]);
            }
        }
        return best[a.size()][b.size()];
    }

    @Test
    void as_many_lines_are_matched_as_can_be() {
        for (int seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            List<String> older = random(random, 1 + random.nextInt(8));
            List<String> newer = random(random, 1 + random.nextInt(8));

            assertThat(matched(LineMatch.of(older, newer), older, newer))
                    .as("seed %d", seed)
                    .isEqualTo(longestCommon(older, newer));
        }
    }

    @Test
    void a_unified_diff_turns_one_text_into_the_other() throws PatchFailedException {
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            List<String> older = random(random, 6);
            List<String> newer = random(random, 6);
            int context = 1 + random.nextInt(3);
            List<String> diff = new ArrayList<>(List.of("--- a", "+++ b"));
            diff.addAll(UnifiedHunks.of(older, newer, LineMatch.of(older, newer).changes(), context));

            assertThat(UnifiedDiffUtils.parseUnifiedDiff(diff).applyTo(older))
                    .as("seed %d: %s", seed, diff)
                    .isEqualTo(newer);
        }
    }

    @Test
    void hunks_are_numbered_as_diff_u_numbers_them() {
        List<String> older = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i");
        List<String> newer = List.of("new", "a", "b", "c", "d", "e", "f", "g", "i");

        assertThat(UnifiedHunks.of(older, newer, LineMatch.of(older, newer).changes(), 1))
                .containsExactly("@@ -1 +1,2 @@", "+new", " a", "@@ -7,3 +8,2 @@", " g", "-h", " i");
        assertThat(UnifiedHunks.of(
                        List.of(),
                        List.of("x"),
                        LineMatch.of(List.of(), List.of("x")).changes(),
                        3))
                .containsExactly("@@ -0,0 +1 @@", "+x");
    }

    /** What GNU diffutils 3.8 prints for {@code diff -U0}: a length of 1 is left out, an empty range names the line before. */
    @Test
    void without_context_every_change_is_a_hunk_of_its_own() {
        assertThat(bare(List.of("a", "b", "c"), List.of("a", "x", "c"))).containsExactly("@@ -2 +2 @@", "-b", "+x");
        assertThat(bare(List.of("a", "b"), List.of("a", "x", "y", "b"))).containsExactly("@@ -1,0 +2,2 @@", "+x", "+y");
        assertThat(bare(List.of("a", "b"), List.of("x", "a", "b"))).containsExactly("@@ -0,0 +1 @@", "+x");
        assertThat(bare(List.of("a", "b", "c"), List.of("a"))).containsExactly("@@ -2,2 +1,0 @@", "-b", "-c");
        assertThat(bare(List.of("a"), List.of())).containsExactly("@@ -1 +0,0 @@", "-a");
        assertThat(bare(List.of("a", "b", "c"), List.of("x", "b", "y")))
                .containsExactly("@@ -1 +1 @@", "-a", "+x", "@@ -3 +3 @@", "-c", "+y");
        assertThat(bare(List.of("a", "b", "c"), List.of("b")))
                .containsExactly("@@ -1 +0,0 @@", "-a", "@@ -3 +1,0 @@", "-c");
        assertThat(bare(List.of("a"), List.of("a"))).isEmpty();
    }

    @Test
    void hunks_without_context_turn_one_text_into_the_other() {
        for (int seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            List<String> older = random(random, 6);
            List<String> newer = random(random, 6);
            List<String> hunks = bare(older, newer);

            assertThat(applied(hunks, older)).as("seed %d: %s", seed, hunks).isEqualTo(newer);
        }
    }

    private static List<String> bare(List<String> older, List<String> newer) {
        return UnifiedHunks.of(older, newer, LineMatch.of(older, newer).changes(), 0);
    }

    /** Applies hunks and checks each header against its lines; an independent reading of the format. */
    private static List<String> applied(List<String> hunks, List<String> older) {
        Pattern header = Pattern.compile("@@ -(\\d+)(?:,(\\d+))? \\+(\\d+)(?:,(\\d+))? @@");
        List<String> result = new ArrayList<>();
        int taken = 0;
        int at = 0;
        while (at < hunks.size()) {
            Matcher range = header.matcher(hunks.get(at++));
            assertThat(range.matches()).isTrue();
            assertThat(range.group(2)).isNotEqualTo("1");
            assertThat(range.group(4)).isNotEqualTo("1");
            int removed = length(range.group(2));
            int added = length(range.group(4));
            int start = Integer.parseInt(range.group(1)) - (removed == 0 ? 0 : 1);
            result.addAll(older.subList(taken, start));
            assertThat(result).hasSize(Integer.parseInt(range.group(3)) - (added == 0 ? 0 : 1));
            for (taken = start; taken < start + removed; taken++) {
                assertThat(hunks.get(at++)).isEqualTo("-" + older.get(taken));
            }
            for (int i = 0; i < added; i++) {
                assertThat(hunks.get(at)).startsWith("+");
                result.add(hunks.get(at++).substring(1));
            }
        }
        result.addAll(older.subList(taken, older.size()));
        return result;
    }

    private static int length(@Nullable String group) {
        return group == null ? 1 : Integer.parseInt(group);
    }

    @Test
    void large_texts_that_differ_wholly_are_matched_at_once() {
        List<String> older = numbered(300_000, "old ");
        List<String> newer = numbered(300_000, "new ");

        assertThat(LineMatch.of(older, newer).changes()).containsExactly(new LineMatch.Change(0, 300_000, 0, 300_000));
    }

    @Test
    void a_large_shuffled_text_is_matched_by_its_unique_lines() {
        List<String> older = numbered(30_000, "line ");
        List<String> shuffled = new ArrayList<>(older);
        Collections.shuffle(shuffled.subList(10_000, 30_000), new Random(1));
        shuffled.set(0, "another");
        List<String> reversed = new ArrayList<>(older);
        Collections.reverse(reversed);

        LineMatch match = LineMatch.of(older, shuffled);

        assertThat(matched(match, older, shuffled)).isGreaterThan(9_999 + 200);
        assertThatCode(() -> LineMatch.of(older, reversed).changes()).doesNotThrowAnyException();
    }
}
