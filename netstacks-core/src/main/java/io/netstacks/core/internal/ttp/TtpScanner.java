package io.netstacks.core.internal.ttp;

import io.netstacks.core.internal.pyregex.PyMatchException;
import io.netstacks.core.internal.pyregex.PyMatcher;
import io.netstacks.core.internal.pyregex.PyText;
import io.netstacks.core.internal.ttp.MatchFunction.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the lines of groups in a text and runs their functions. Confined: one thread at a time. */
final class TtpScanner {

    private final TtpText text;
    private final PyText guarded;
    private final TtpState state;
    private final List<TtpHit> hits = new ArrayList<>();

    TtpScanner(TtpText text, TtpState state) {
        this.text = text;
        this.state = state;
        this.guarded = new PyText(text.text(), state.deadline());
    }

    /** Returns what of a top group is in the text, in the order of the text; at one place in the order of the template. */
    List<TtpHit> scan(TtpGroup group) {
        hits.clear();
        // The last line feed is never looked at, so that the last line is followed by one that is
        scan(group, 0, text.text().length() - 1);
        hits.sort(Comparator.comparingInt(TtpHit::offset));
        return List.copyOf(hits);
    }

    private void scan(TtpGroup group, int from, int to) {
        Found started = new Found();
        for (TtpLine line : group.starts()) {
            find(group, line, from, to, started);
        }
        if (!started.any()) {
            nothingFound(group, from, to);
            return;
        }
        int start = started.first;
        int end = end(group, started, to);
        for (TtpLine line : group.normals()) {
            find(group, line, start, end, new Found());
        }
        for (TtpGroup child : group.children()) {
            scan(child, start, end);
        }
    }

    private void nothingFound(TtpGroup group, int from, int to) {
        if (group.startsByDefault()) {
            hits.add(new TtpHit(Integer.MAX_VALUE, group, null, new LinkedHashMap<>()));
        }
        for (TtpGroup child : group.children()) {
            if (group.starts().isEmpty() || child.startsByDefault()) {
                scan(child, from, to);
            }
        }
    }

    /** Returns where the group's region ends: at its last end, if that lies behind its last start. */
    private int end(TtpGroup group, Found started, int to) {
        Found ended = new Found();
        for (TtpLine line : group.ends()) {
            find(group, line, started.first, to, ended);
        }
        if (!ended.any() || ended.lastEnd <= started.lastFixed) {
            return to;
        }
        int end = ended.lastEnd;
        hits.removeIf(hit -> hit.group().equals(group) && hit.offset() > end);
        return end;
    }

    /** What of some lines was found: the first, and the last of those that do not take any line. */
    private static final class Found {
        private int first = -1;
        private int lastFixed = -1;
        private int lastEnd = -1;

        void add(int start, int end, boolean anyLine) {
            first = first < 0 ? start : Math.min(first, start);
            lastFixed = anyLine ? lastFixed : Math.max(lastFixed, start);
            lastEnd = Math.max(lastEnd, end);
        }

        boolean any() {
            return first >= 0;
        }
    }

    private void find(TtpGroup group, TtpLine line, int from, int to, Found found) {
        PyMatcher matcher = line.regex().matcher(guarded);
        int next = from;
        try {
            for (int i = text.lineFrom(from); i < text.lines(); i++) {
                int offset = text.start(i);
                if (offset >= to) {
                    return;
                }
                if (offset >= next && text.text().startsWith(line.prefix(), offset) && matcher.matchAt(offset, to)) {
                    next = Math.max(offset + 1, matcher.end(0));
                    found.add(offset, matcher.end(0), line.anyLine());
                    take(group, line, matcher, offset);
                }
            }
        } catch (PyMatchException e) {
            throw new TtpRunException(e.code(), e.reason(), line.number(), e);
        }
    }

    private void take(TtpGroup group, TtpLine line, PyMatcher matcher, int offset) {
        Map<Object, @Nullable Object> values = values(line, matcher);
        if (values != null || line.action().starts()) {
            hits.add(new TtpHit(offset, group, line, values));
        }
    }

    private @Nullable Map<Object, @Nullable Object> values(TtpLine line, PyMatcher matcher) {
        Map<Object, @Nullable Object> values = new LinkedHashMap<>(8);
        for (TtpLine.Captured captured : line.captured()) {
            if (!fill(values, captured.variable(), matcher.group(captured.group()))) {
                return null;
            }
        }
        for (TtpVariable variable : line.unmatched()) {
            if (!fill(values, variable, matcher.group(0))) {
                return null;
            }
        }
        return values;
    }

    private boolean fill(Map<Object, @Nullable Object> values, TtpVariable variable, @Nullable Object matched) {
        Object value = matched;
        Map<String, @Nullable Object> fields = null;
        for (TtpVariable.MatchStep step : variable.steps()) {
            Outcome outcome = run(step, value);
            if (!outcome.kept()) {
                return false;
            }
            value = outcome.value();
            if (!outcome.fields().isEmpty()) {
                fields = fields == null ? new LinkedHashMap<>() : fields;
                fields.putAll(outcome.fields());
            }
        }
        values.put(variable.name(), value);
        if (fields != null) {
            values.putAll(fields);
        }
        return true;
    }

    private Outcome run(TtpVariable.MatchStep step, @Nullable Object value) {
        try {
            return step.function().apply(value, step.call(), state);
        } catch (TtpRunException e) {
            throw e.at(step.line());
        }
    }
}
