package io.netstacks.core.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.PatchFailedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
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
