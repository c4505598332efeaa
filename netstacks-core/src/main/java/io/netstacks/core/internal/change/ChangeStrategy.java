package io.netstacks.core.internal.change;

import io.netstacks.core.internal.keys.LineKeys;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.UnsupportedCapabilityException;
import io.netstacks.spi.platform.CommitModel;
import io.netstacks.spi.platform.CommitRules;
import io.netstacks.spi.platform.ConfigModeRules;
import io.netstacks.spi.platform.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How a change goes on one platform: with a candidate that is committed or discarded, or at once. Immutable.
 *
 * @param enter enters configuration mode, or begins a configuration session; empty where lines are typed anywhere
 * @param staged whether nothing takes effect before the commit, so that a refused change leaves the device as before
 * @param needsCommit whether there is something to commit
 * @param commit commits
 * @param diff shows what a commit would change
 * @param validate checks without committing
 * @param discard drops what was not committed
 * @param outside whether commit, diff and discard work outside configuration mode
 */
record ChangeStrategy(
        Optional<String> enter,
        boolean staged,
        boolean needsCommit,
        Optional<String> commit,
        Optional<String> diff,
        Optional<String> validate,
        Optional<String> discard,
        boolean outside) {

    static ChangeStrategy of(Platform platform, ConfigChange change, String name) {
        CommitRules rules = platform.commit();
        if (rules.model() == CommitModel.MANAGED) {
            throw new UnsupportedCapabilityException(
                    platform.id() + " is configured by its controller, not on the device");
        }
        Optional<String> enter =
                platform.configMode().map(ConfigModeRules::enter).filter(line -> !line.isEmpty());
        if (change.exclusive()) {
            enter = Optional.of(platform.configMode()
                    .flatMap(ConfigModeRules::exclusive)
                    .orElseThrow(() -> new UnsupportedCapabilityException(
                            platform.id() + " has no exclusive configuration mode; leave exclusive(…) out")));
        }
        if (!rules.needsCommit()) {
            return new ChangeStrategy(
                    enter, false, false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
        }
        if (rules.model() == CommitModel.SESSION && rules.start().isPresent()) {
            enter = rules.start();
        }
        return new ChangeStrategy(
                named(enter, name),
                rules.model() != CommitModel.PENDING,
                rules.commit().isPresent(),
                named(commit(rules, change), name),
                named(rules.diff(), name),
                named(rules.validate(), name),
                named(rules.discard(), name),
                rules.inExecMode());
    }

    /** Refuses a change with a line, or a comment, that the device would take for another one. */
    void refuseUntypable(Platform platform, ConfigChange change, UnaryOperator<String> mask) {
        LineKeys keys = new LineKeys(platform);
        List<String> problems = new ArrayList<>();
        change.lines().forEach(line -> {
            keys.check(line.text(), mask, problems);
            line.body().forEach(text -> keys.checkText(text, mask, problems));
        });
        commit.ifPresent(command -> keys.check(command, mask, problems));
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }

    /** Refuses a change with lines that would take effect before it is compared, committed or dropped. */
    void refuseEager(Platform platform, ConfigChange change, UnaryOperator<String> mask) {
        if (!staged) {
            return;
        }
        List<String> problems = new ArrayList<>();
        change.lines().stream()
                .map(line -> line.text().strip())
                .filter(line -> EagerLines.commits(line)
                        || (change.dryRun() && EagerLines.isCommand(line, enter.isEmpty(), commit)))
                .forEach(line -> problems.add("\"" + mask.apply(line) + "\" takes effect at once on " + platform.id()
                        + (EagerLines.commits(line)
                                ? "; a change is committed at its end, so leave the line out"
                                : ", and a dry run changes nothing: leave the line out")));
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }

    private static Optional<String> commit(CommitRules rules, ConfigChange change) {
        Optional<String> commented = Optional.ofNullable(rules.guide().get("commit_commented"));
        return change.comment().isPresent() && commented.isPresent()
                ? commented.map(command ->
                        command.replace("${comment}", change.comment().get()))
                : rules.commit();
    }

    /** A command with a place that nobody fills in is for people. */
    private static Optional<String> named(Optional<String> command, String name) {
        return command.map(text -> text.replace("${name}", name)).filter(text -> !text.contains("${"));
    }
}
