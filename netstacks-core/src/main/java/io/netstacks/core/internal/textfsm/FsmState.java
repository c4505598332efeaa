package io.netstacks.core.internal.textfsm;

import io.netstacks.core.internal.pyregex.PyPrefilter;
import java.util.List;

/**
 * A state: its rules, and for every way in which a line can begin the rules that could match it. Most rules do not match
 * most lines, so nearly all the work of a run is in finding that out; three table look-ups do it for all rules at once.
 * Immutable.
 */
public final class FsmState {

    private final String name;
    private final List<FsmRule> rules;
    private final FsmStep[] steps;
    private final int words;
    /** For each first character, by {@link PyPrefilter#index}, one bit for each rule, in as many words as it takes. */
    private final long[] byFirst;
    /** The same for the first character that is not blank. */
    private final long[] afterBlanks;
    /** The same for the last character that is not blank. */
    private final long[] beforeBlanks;

    FsmState(String name, List<FsmRule> rules, List<String> header) {
        this.name = name;
        this.rules = List.copyOf(rules);
        this.steps = rules.stream().map(rule -> new FsmStep(rule, header)).toArray(FsmStep[]::new);
        this.words = (rules.size() + 63) / 64;
        this.byFirst = new long[PyPrefilter.SIZE * words];
        this.afterBlanks = new long[PyPrefilter.SIZE * words];
        this.beforeBlanks = new long[PyPrefilter.SIZE * words];
        for (int rule = 0; rule < rules.size(); rule++) {
            PyPrefilter filter = rules.get(rule).regex().prefilter();
            for (int c = 0; c < PyPrefilter.SIZE; c++) {
                byFirst[c * words + rule / 64] |= filter.mayBeginWith(c) ? 1L << rule : 0;
                afterBlanks[c * words + rule / 64] |= filter.mayFollowBlanks(c) ? 1L << rule : 0;
                beforeBlanks[c * words + rule / 64] |= filter.mayPrecedeBlanks(c) ? 1L << rule : 0;
            }
        }
    }

    /** Returns its name. */
    public String name() {
        return name;
    }

    /** Returns its rules, in order. */
    public List<FsmRule> rules() {
        return rules;
    }

    FsmStep step(int index) {
        return steps[index];
    }

    /** Returns how many words of 64 rules there are. */
    int words() {
        return words;
    }

    /** Returns the rules of the given word that could match such a line, a bit each. */
    long candidates(int word, FsmLine line) {
        return byFirst[line.first() * words + word]
                & afterBlanks[line.firstAfterBlanks() * words + word]
                & beforeBlanks[line.lastBeforeBlanks() * words + word];
    }
}
