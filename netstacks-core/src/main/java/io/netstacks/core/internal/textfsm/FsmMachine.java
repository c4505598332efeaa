package io.netstacks.core.internal.textfsm;

import io.netstacks.core.internal.pyregex.PyMatchException;
import io.netstacks.core.internal.pyregex.PyMatcher;
import io.netstacks.core.internal.pyregex.PyRegexException;
import io.netstacks.core.internal.pyregex.PyText;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.OperationCancelledException;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs a template over lines: state, current record, rows. Confined: one thread at a time. */
public final class FsmMachine {

    private static final int LINES_BETWEEN_LOOKS = 1024;

    private final FsmDefinition definition;
    private final Deadline deadline;
    private final PyText text;
    private final PyText scratch;
    private final FsmRecords records;
    private final IdentityHashMap<FsmState, @Nullable PyMatcher[]> matchersOf = new IdentityHashMap<>();
    private FsmState state;
    private @Nullable PyMatcher[] matchers;
    private boolean ended;
    private boolean recordsAtEnd;
    private int lineNumber;

    /** Creates one that fails when the deadline has passed. */
    public FsmMachine(FsmDefinition definition, Deadline deadline) {
        this.definition = definition;
        this.deadline = deadline;
        this.text = new PyText("", deadline);
        this.scratch = new PyText("", deadline);
        this.records = new FsmRecords(definition.values());
        this.state = definition.state(FsmDefinition.START);
        this.matchers = matchersOf(state);
        this.recordsAtEnd = definition.recordsAtEnd();
    }

    /** Returns to the beginning: no rows, nothing remembered. */
    public void reset() {
        records.reset();
        enter(FsmDefinition.START);
        ended = false;
        recordsAtEnd = definition.recordsAtEnd();
        lineNumber = 0;
    }

    /** Returns the rows so far, in order; a copy. */
    public List<List<@Nullable Object>> rows() {
        return records.rows();
    }

    /** Tells whether a rule ended the run, so that no line is looked at any more. */
    boolean ended() {
        return ended;
    }

    /** Puts out the record that the end of the text puts out on its own. */
    void finish() {
        if (recordsAtEnd) {
            records.record();
        }
    }

    private void enter(String name) {
        state = definition.state(name);
        matchers = matchersOf(state);
    }

    private @Nullable PyMatcher[] matchersOf(FsmState entered) {
        return matchersOf.computeIfAbsent(entered, s -> new PyMatcher[s.rules().size()]);
    }

    /** Takes one line. */
    void line(FsmLine next) {
        lineNumber++;
        if (lineNumber % LINES_BETWEEN_LOOKS == 0) {
            look();
        }
        FsmState current = state;
        String line = null;
        for (int word = 0; word < current.words(); word++) {
            for (long bits = current.candidates(word, next); bits != 0; bits &= bits - 1) {
                if (line == null) {
                    line = next.line();
                    text.set(line, next.plain());
                }
                int index = word * 64 + Long.numberOfTrailingZeros(bits);
                if (apply(current.step(index), index, line)) {
                    return;
                }
            }
        }
    }

    private void look() {
        if (deadline.hasPassed()) {
            throw failure(ErrorCode.DEADLINE_EXCEEDED, "the time of " + deadline.budget() + " was up", 0, "", null);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new OperationCancelledException("interrupted at line " + lineNumber + " of the text");
        }
    }

    /** Tries a rule; tells whether the line is done with. */
    private boolean apply(FsmStep step, int index, String line) {
        if (!step.mayMatch(line)) {
            return false;
        }
        try {
            PyMatcher matcher = matcher(step, index);
            if (!matcher.matchStart()) {
                return false;
            }
            for (int i = 0; i < step.assignmentCount(); i++) {
                records.assign(step.value(i), matcher.group(step.group(i)), scratch);
            }
        } catch (PyMatchException | PyRegexException e) {
            throw failure(e.code(), e.reason(), step.rule().line(), line, e);
        }
        return act(step.rule(), line);
    }

    private PyMatcher matcher(FsmStep step, int index) {
        PyMatcher known = matchers[index];
        if (known != null) {
            return known.restart();
        }
        PyMatcher made = step.rule().regex().matcher(text);
        matchers[index] = made;
        return made;
    }

    private boolean act(FsmRule rule, String line) {
        switch (rule.recordOp()) {
            case RECORD -> put(rule, line);
            case CLEAR -> records.clear();
            case CLEAR_ALL -> records.clearAll();
            default -> {}
        }
        switch (rule.lineOp()) {
            case CONTINUE -> {
                return false;
            }
            case ERROR -> {
                String message = rule.target().isEmpty() ? "State Error raised" : "Error: " + rule.target();
                throw failure(ErrorCode.INVALID_INPUT, message, rule.line(), line, null);
            }
            default -> go(rule.target());
        }
        return true;
    }

    private void put(FsmRule rule, String line) {
        records.record();
        if (records.tooMany()) {
            throw failure(ErrorCode.INVALID_INPUT, "more rows than can be held", rule.line(), line, null);
        }
    }

    private void go(String target) {
        if (target.equals(FsmDefinition.END) || target.equals(FsmDefinition.EOF)) {
            ended = true;
            recordsAtEnd &= target.equals(FsmDefinition.EOF);
        } else if (!target.isEmpty()) {
            enter(target);
        }
    }

    private FsmRunException failure(ErrorCode code, String what, int ruleLine, String line, @Nullable Throwable cause) {
        return new FsmRunException(code, what, ruleLine, lineNumber, line, cause);
    }
}
