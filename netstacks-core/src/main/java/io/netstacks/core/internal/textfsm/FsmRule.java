package io.netstacks.core.internal.textfsm;

import io.netstacks.core.internal.pyregex.PyRegex;

/**
 * A rule as it was read. Immutable.
 *
 * @param match the regular expression as written, without its action
 * @param regex the same with the values put in, compiled
 * @param lineOp where to go on
 * @param recordOp what to do with the record
 * @param target the state to go to, or for {@link FsmLineOp#ERROR} the message; empty for none
 * @param line its line in the template, from 1
 */
public record FsmRule(String match, PyRegex regex, FsmLineOp lineOp, FsmRecordOp recordOp, String target, int line) {

    /** Returns the line that it was read from, without what is implied. */
    @Override
    public String toString() {
        String dot = lineOp != FsmLineOp.DEFAULT && recordOp != FsmRecordOp.DEFAULT ? "." : "";
        String action = lineOp + dot + recordOp;
        String blank = !action.isEmpty() && !target.isEmpty() ? " " : "";
        return action.isEmpty() && target.isEmpty() ? "  " + match : "  " + match + " -> " + action + blank + target;
    }
}
