package io.netstacks.spi.platform;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a change takes effect, is checked, confirmed and undone. Immutable.
 *
 * @param model when a line takes effect
 * @param start begins a transaction or a session; <code>${name}</code> is its name
 * @param commit makes the candidate the running configuration
 * @param inExecMode whether commit and what belongs to it work outside configuration mode
 * @param validate checks the candidate without committing
 * @param diff shows what the candidate would change
 * @param discard drops the candidate
 * @param commitDialogue what the device may ask at commit
 * @param success what a committed change says; where empty, no error and no {@code failed} is success
 * @param failed what a commit says that did not go through
 * @param guide how the platform's further operations are spelled: {@code commit_commented} is sent where a change has a
 *     comment, {@code failed} is asked after a commit that failed; the others ({@code commit_confirmed}, {@code confirm},
 *     {@code cancel}, {@code rollback} and more) are texts for people. Where a value is one command,
 *     <code>${minutes}</code> and the like stand for what is to be filled in
 */
public record CommitRules(
        CommitModel model,
        Optional<String> start,
        Optional<String> commit,
        boolean inExecMode,
        Optional<String> validate,
        Optional<String> diff,
        Optional<String> discard,
        List<Expectation> commitDialogue,
        Optional<Pattern> success,
        Optional<Pattern> failed,
        Map<String, String> guide) {

    /** Copies the collections. */
    public CommitRules {
        commitDialogue = List.copyOf(commitDialogue);
        guide = Collections.unmodifiableMap(new LinkedHashMap<>(guide));
    }

    /** Tells whether lines have no effect before a commit. */
    public boolean needsCommit() {
        return model == CommitModel.CANDIDATE
                || model == CommitModel.SESSION
                || model == CommitModel.PENDING
                || model == CommitModel.REVISION;
    }
}
