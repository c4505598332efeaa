package io.netstacks.testkit.fake;

import java.util.ArrayList;
import java.util.List;

/** Which lines a text lost and gained, by the longest common subsequence. */
final class TreeDiff {

    private TreeDiff() {}

    /** Returns the lines with {@code " "}, {@code "-"} or {@code "+"} before each. */
    static List<String> lines(String before, String after) {
        List<String> old = before.lines().toList();
        List<String> now = after.lines().toList();
        int[][] common = new int[old.size() + 1][now.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(now.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<String> diff = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < old.size() || j < now.size()) {
            if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
                diff.add(" " + old.get(i++));
                j++;
            } else if (i < old.size() && (j == now.size() || common[i + 1][j] >= common[i][j + 1])) {
                diff.add("-" + old.get(i++));
            } else {
                diff.add("+" + now.get(j++));
            }
        }
        return diff;
    }

    /** Returns the changed lines, each with the section line above it when that did not change. */
    static String changes(String before, String after) {
        StringBuilder text = new StringBuilder();
        String heading = "";
        for (String line : lines(before, after)) {
            boolean same = line.startsWith(" ");
            if (!line.startsWith(" ", 1)) {
                heading = same ? line : "";
            }
            if (!same) {
                if (!heading.isEmpty() && line.startsWith(" ", 1)) {
                    text.append(heading).append('\n');
                    heading = "";
                }
                text.append(line).append('\n');
            }
        }
        return text.toString();
    }
}
