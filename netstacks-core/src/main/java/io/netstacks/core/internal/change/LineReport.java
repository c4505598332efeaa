package io.netstacks.core.internal.change;

import io.netstacks.spi.config.ConfigLine;
import io.netstacks.spi.config.LineResult;
import io.netstacks.spi.config.LineResult.Status;
import io.netstacks.spi.platform.Platform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What has become of each line so far; right at any moment, also when the session breaks. Confined: one thread. */
final class LineReport {

    private final List<String> lines;
    private final Status[] statuses;
    private final String[] answers;

    LineReport(List<ConfigLine> lines, UnaryOperator<String> mask) {
        this.lines = masked(texts(lines), mask);
        statuses = new Status[lines.size()];
        Arrays.fill(statuses, Status.NOT_SENT);
        answers = new String[lines.size()];
        Arrays.fill(answers, "");
    }

    private static List<String> texts(List<ConfigLine> lines) {
        List<String> texts = new ArrayList<>(lines.size());
        lines.forEach(line -> texts.add(line.text()));
        return texts;
    }

    /** All at once, which costs a fraction. Where a secret swallowed a line's end, only lines stay that it left whole. */
    private static List<String> masked(List<String> texts, UnaryOperator<String> mask) {
        String joined = String.join("\n", texts);
        String masked = mask.apply(joined);
        if (masked.equals(joined)) {
            return texts;
        }
        List<String> together = List.of(masked.split("\n", -1));
        if (together.size() == texts.size()) {
            return together;
        }
        Set<String> whole = new HashSet<>(together);
        return texts.stream()
                .map(mask)
                .map(line -> whole.contains(line) ? line : Platform.MASK)
                .toList();
    }

    void sent(int from, int count) {
        Arrays.fill(statuses, from, from + count, Status.UNKNOWN);
    }

    void accepted(int index, String answer) {
        statuses[index] = Status.ACCEPTED;
        answers[index] = answer.strip();
    }

    /** The device said nothing about them. */
    void accepted(int from, int count) {
        Arrays.fill(statuses, from, from + count, Status.ACCEPTED);
    }

    /** Something came that does not tell what became of it. */
    void unknown(int index, String answer) {
        statuses[index] = Status.UNKNOWN;
        answers[index] = answer.strip();
    }

    void rejected(int index, String answer) {
        statuses[index] = Status.REJECTED;
        answers[index] = answer.strip();
    }

    boolean nothingSent() {
        return count(Status.NOT_SENT) == lines.size();
    }

    long count(Status status) {
        return Arrays.stream(statuses).filter(status::equals).count();
    }

    List<LineResult> all() {
        List<LineResult> results = new ArrayList<>(lines.size());
        lines.forEach(line -> results.add(result(results.size(), line)));
        return results;
    }

    private LineResult result(int index, String line) {
        Optional<String> said = answers[index].isEmpty() ? Optional.empty() : Optional.of(answers[index]);
        return new LineResult(index, line, statuses[index], said);
    }
}
