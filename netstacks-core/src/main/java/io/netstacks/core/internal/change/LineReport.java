package io.netstacks.core.internal.change;

import io.netstacks.spi.config.ConfigLine;
import io.netstacks.spi.config.LineResult;
import io.netstacks.spi.config.LineResult.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What has become of each line so far; right at any moment, also when the session breaks. Confined: one thread. */
final class LineReport {

    private final List<LineResult> results = new ArrayList<>();

    LineReport(List<ConfigLine> lines, UnaryOperator<String> mask) {
        for (String masked : masked(lines.stream().map(ConfigLine::text).toList(), mask)) {
            results.add(new LineResult(results.size(), masked, Status.NOT_SENT, Optional.empty()));
        }
    }

    /** All at once, which costs a fraction; one by one where a secret swallowed a line's end. */
    private static List<String> masked(List<String> texts, UnaryOperator<String> mask) {
        List<String> together = List.of(mask.apply(String.join("\n", texts)).split("\n", -1));
        return together.size() == texts.size()
                ? together
                : texts.stream().map(mask).toList();
    }

    void sent(int index) {
        set(index, Status.UNKNOWN, "");
    }

    void accepted(int index, String answer) {
        set(index, Status.ACCEPTED, answer);
    }

    void rejected(int index, String answer) {
        set(index, Status.REJECTED, answer);
    }

    private void set(int index, Status status, String answer) {
        LineResult before = results.get(index);
        Optional<String> said = answer.isBlank() ? Optional.empty() : Optional.of(answer.strip());
        results.set(index, new LineResult(index, before.line(), status, said));
    }

    boolean nothingSent() {
        return count(Status.NOT_SENT) == results.size();
    }

    long count(Status status) {
        return results.stream().filter(line -> line.status() == status).count();
    }

    List<LineResult> all() {
        return List.copyOf(results);
    }
}
