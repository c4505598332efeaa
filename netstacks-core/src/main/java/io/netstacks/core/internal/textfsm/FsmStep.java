package io.netstacks.core.internal.textfsm;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A rule, with what a run needs of it worked out beforehand. Immutable. */
final class FsmStep {

    private final FsmRule rule;
    private final String required;
    /** Pairs of a group's number and the index of the value that gets its text. */
    private final int[] assignments;

    FsmStep(FsmRule rule, List<String> header) {
        this.rule = rule;
        this.required = rule.regex().prefilter().required();
        this.assignments = rule.regex().groupNames().entrySet().stream()
                .filter(group -> header.contains(group.getKey()))
                .sorted(Map.Entry.comparingByValue())
                .flatMapToInt(group -> IntStream.of(group.getValue(), header.indexOf(group.getKey())))
                .toArray();
    }

    FsmRule rule() {
        return rule;
    }

    /** Tells whether the line holds what every match of the rule holds. */
    boolean mayMatch(String line) {
        return required.isEmpty() || line.contains(required);
    }

    int assignmentCount() {
        return assignments.length / 2;
    }

    int group(int assignment) {
        return assignments[2 * assignment];
    }

    int value(int assignment) {
        return assignments[2 * assignment + 1];
    }
}
