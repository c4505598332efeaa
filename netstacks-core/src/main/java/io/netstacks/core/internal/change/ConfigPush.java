package io.netstacks.core.internal.change;

import io.netstacks.core.internal.syslog.LogLines;
import io.netstacks.core.internal.syslog.Refusals;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.config.ChangeResult;
import io.netstacks.spi.config.ChangeStatus;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.config.LineResult.Status;
import io.netstacks.spi.error.DeniedException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.platform.CommitRules;
import io.netstacks.spi.platform.ConfigModeRules;
import io.netstacks.spi.platform.Expectation;
import io.netstacks.spi.platform.Platform;
import io.netstacks.spi.platform.SaveRules;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Carries out one change and says honestly what came of it: enters configuration mode, sends the lines, commits or
 * discards, always leaves, saves. Confined: one thread at a time.
 */
public final class ConfigPush {

    private static final Pattern CHANGED = Pattern.compile("(?m)^\\s*[+\\-](?![+\\-]).*\\S");

    private static final Pattern UNKNOWN_COMMAND =
            Pattern.compile("(?i)\\b(?:invalid input|parse error|unknown command|unrecognized command)\\b");

    /** What a save that failed says, on platforms that do not say that one succeeded. */
    private static final Pattern SAVE_FAILED = Pattern.compile(
            "(?i)(?<!\\b(?:0|no) )\\b(?:fail(?:ed|ure)?|errors?|denied|unable|cannot|can not|could not|not saved|no space)\\b");

    /** What leaves configuration mode and, where that was left already, ends the session. */
    private static final Set<String> ENDING = Set.of("exit", "quit", "logout");

    private static final int LONGEST_SESSION_NAME = 15;

    private final String device;
    private final ConfigChannel channel;
    private final long began = System.nanoTime();
    private boolean committed;
    private boolean saved;
    private boolean blockDropped;
    private Optional<String> diff = Optional.empty();

    /** Creates one for one change. */
    public ConfigPush(String device, ConfigChannel channel) {
        this.device = device;
        this.channel = channel;
    }

    /**
     * Applies the change.
     *
     * @throws DeniedException if a line is on the guard list and that was not allowed; nothing was sent
     * @throws InvalidInputException if the device would take another line for one of them, or one would not
     *     wait for the commit; nothing was sent
     * @throws NetStacksException if the session breaks before a line was sent
     */
    public ChangeResult apply(ConfigChange change, OperationContext context) {
        DangerousLines.refuse(device, change, channel::mask);
        Platform platform = channel.platform();
        ChangeStrategy strategy = ChangeStrategy.of(platform, change, sessionName(context));
        strategy.refuseUntypable(platform, change, channel::mask);
        strategy.refuseEager(platform, change, channel::mask);
        if (change.dryRun() && !strategy.staged()) {
            return DryRun.result(device, platform, change, channel::mask);
        }
        LineReport report = new LineReport(change.lines(), channel::mask);
        try {
            return perform(change, strategy, report, context.deadline());
        } catch (NetStacksException e) {
            if (report.nothingSent()) {
                throw e;
            }
            channel.abandon();
            return unknown(report, e);
        }
    }

    private ChangeResult perform(ConfigChange change, ChangeStrategy strategy, LineReport report, Deadline deadline) {
        channel.enterOperational(deadline);
        Optional<ChangeResult> failure = enter(strategy, report, deadline);
        if (failure.isPresent()) {
            return failure.get();
        }
        LinePusher pusher = new LinePusher(channel, change, report, exitAhead(change, strategy), deadline);
        Optional<String> stopped = pusher.push();
        if (stopped.isPresent()) {
            return giveUp(strategy, report, stopped.get(), pusher.inDoubt(), deadline);
        }
        if (strategy.needsCommit() || strategy.staged()) {
            Optional<ChangeResult> ended = commit(change, strategy, report, deadline);
            if (ended.isPresent()) {
                return ended.get();
            }
        }
        return keep(change, report, deadline);
    }

    /**
     * Returns what leaves configuration mode together with the last lines, where nothing has to be done there after them; an
     * exit command that would end the session at the prompt of commands is never typed ahead.
     */
    private Optional<String> exitAhead(ConfigChange change, ChangeStrategy strategy) {
        Optional<ConfigModeRules> mode = channel.platform().configMode();
        boolean atOnce = strategy.enter().isPresent() && !strategy.staged() && !strategy.needsCommit();
        boolean savedInside = change.save()
                && channel.platform().save().filter(SaveRules::inConfigMode).isPresent();
        return mode.filter(
                        rules -> atOnce && !savedInside && rules.exitDialogue().isEmpty())
                .map(ConfigModeRules::exitCommands)
                .filter(exits -> exits.size() == 1 && !ENDING.contains(exits.get(0)))
                .map(exits -> exits.get(0));
    }

    private Optional<ChangeResult> enter(ChangeStrategy strategy, LineReport report, Deadline deadline) {
        if (strategy.enter().isEmpty()) {
            return Optional.empty();
        }
        String answer = channel.type(strategy.enter().get(), List.of(), channel.lineDeadline(deadline));
        if (!channel.configuring()) {
            return Optional.of(result(
                    ChangeStatus.FAILED,
                    report,
                    "\"" + strategy.enter().get() + "\" did not lead to configuration mode: "
                            + channel.mask(answer.strip()) + "; no line was sent",
                    Optional.of(ErrorCode.DEVICE_REFUSED)));
        }
        if (strategy.staged() && !strategy.outside() && strategy.diff().isPresent()) {
            String others = channel.type(strategy.diff().get(), List.of(), channel.lineDeadline(deadline));
            if (Refusals.in(channel.platform(), others).isEmpty()
                    && CHANGED.matcher(others).find()) {
                leave(deadline);
                return Optional.of(result(
                        ChangeStatus.FAILED,
                        report,
                        "the candidate configuration holds changes that somebody else has not committed; no line was"
                                + " sent, so that they are not committed with ours",
                        Optional.of(ErrorCode.CONFLICT)));
            }
        }
        return Optional.empty();
    }

    private ChangeResult giveUp(
            ChangeStrategy strategy, LineReport report, String why, boolean inDoubt, Deadline deadline) {
        boolean discarded = discard(strategy, deadline);
        if (strategy.staged() && discarded) {
            return result(
                    ChangeStatus.ROLLED_BACK,
                    report,
                    why + "; the candidate was discarded, the device is as before",
                    Optional.empty());
        }
        if (inDoubt) {
            return result(ChangeStatus.UNKNOWN, report, why + "; look at the device", Optional.empty());
        }
        return result(
                ChangeStatus.REJECTED,
                report,
                why + "; lines taken: " + report.count(Status.ACCEPTED)
                        + (blockDropped
                                ? ", of which those in the open block were dropped; "
                                : ", which are in the running configuration; ")
                        + "not sent: " + report.count(Status.NOT_SENT) + "; nothing was saved",
                Optional.empty());
    }

    /** Drops the candidate and leaves configuration mode. */
    private boolean discard(ChangeStrategy strategy, Deadline deadline) {
        if (!channel.inPlace()) {
            channel.abandon(); // whatever is typed now is for another context
            return false;
        }
        boolean discarded = true;
        if (strategy.outside()) {
            leave(deadline);
        }
        if (strategy.discard().isPresent() && strategy.staged()) {
            String answer = channel.type(strategy.discard().get(), exitDialogue(), channel.lineDeadline(deadline));
            discarded = Refusals.in(channel.platform(), answer).isEmpty();
        }
        if (strategy.enter().isEmpty()) {
            dropBlock(deadline);
        }
        if (!strategy.outside()) {
            leave(deadline);
        }
        return discarded;
    }

    /** Where the lines of a change open blocks at the prompt, a block that is left open takes effect when it ends. */
    private void dropBlock(Deadline deadline) {
        Optional<ConfigModeRules> mode = channel.platform().configMode();
        Optional<String> abort = mode.flatMap(ConfigModeRules::abort);
        for (int i = 0; abort.isPresent() && i < mode.get().mostExits() && channel.configuring(); i++) {
            channel.type(abort.get(), mode.get().exitDialogue(), channel.lineDeadline(deadline));
            blockDropped = true;
        }
    }

    private Optional<ChangeResult> commit(
            ConfigChange change, ChangeStrategy strategy, LineReport report, Deadline deadline) {
        if (strategy.outside()) {
            leave(deadline);
        }
        if (strategy.diff().isPresent()) {
            String shown = channel.type(strategy.diff().get(), List.of(), deadline);
            if (Refusals.in(channel.platform(), shown).isEmpty()) {
                diff = Optional.of(channel.mask(shown));
            }
        }
        if (change.dryRun()) {
            return Optional.of(endDryRun(strategy, report, deadline));
        }
        if (strategy.commit().isPresent()) {
            String answer = channel.type(
                    strategy.commit().get(), channel.platform().commit().commitDialogue(), deadline);
            Optional<String> failed = commitFailure(answer);
            if (failed.isPresent() && hasNothingPending(strategy, answer)) {
                return Optional.empty();
            }
            if (failed.isPresent()) {
                String why = failed.get() + explanation(deadline);
                boolean discarded = discard(strategy, deadline);
                return Optional.of(result(
                        strategy.staged() && discarded ? ChangeStatus.ROLLED_BACK : ChangeStatus.REJECTED,
                        report,
                        "the commit was refused: " + why
                                + (!strategy.staged()
                                        ? "; the lines are in the running configuration, and were not saved"
                                        : discarded
                                                ? "; the candidate was discarded"
                                                : "; the candidate could not be discarded"),
                        Optional.empty()));
            }
            committed = true;
        }
        return Optional.empty();
    }

    /** A release whose lines take effect at once does not know how to commit those that wait. */
    private static boolean hasNothingPending(ChangeStrategy strategy, String answer) {
        return !strategy.staged()
                && UNKNOWN_COMMAND.matcher(LogLines.without(answer)).find();
    }

    private ChangeResult endDryRun(ChangeStrategy strategy, LineReport report, Deadline deadline) {
        Optional<String> invalid = strategy.validate()
                .map(validate -> channel.type(validate, List.of(), deadline))
                .flatMap(answer -> failure(answer, channel.platform().commit().failed()));
        boolean discarded = discard(strategy, deadline);
        if (!discarded) {
            return result(
                    ChangeStatus.REJECTED,
                    report,
                    "the candidate could not be discarded; nothing was committed, look at the device",
                    Optional.empty());
        }
        return invalid.map(why -> result(
                        ChangeStatus.ROLLED_BACK,
                        report,
                        "the device does not find the candidate valid: " + why + "; it was discarded",
                        Optional.empty()))
                .orElseGet(() -> result(
                        ChangeStatus.DRY_RUN,
                        report,
                        "the device took the lines into a candidate, which was compared and discarded",
                        Optional.empty()));
    }

    /** Some devices say in another command what was wrong with which line. */
    private String explanation(Deadline deadline) {
        return Optional.ofNullable(channel.platform().commit().guide().get("failed"))
                .map(command -> channel.type(command, List.of(), channel.lineDeadline(deadline)))
                .map(answer -> "; " + channel.mask(answer.strip()))
                .orElse("");
    }

    private Optional<String> commitFailure(String answer) {
        CommitRules rules = channel.platform().commit();
        Optional<String> failed = failure(answer, rules.failed());
        if (failed.isPresent()) {
            return failed;
        }
        if (rules.success().isPresent()
                && !rules.success().get().matcher(LogLines.without(answer)).find()) {
            return Optional.of(
                    "the device did not say that it committed, but \"" + channel.mask(answer.strip()) + "\"");
        }
        return Optional.empty();
    }

    private Optional<String> failure(String answer, Optional<Pattern> failed) {
        return failed.filter(
                        pattern -> pattern.matcher(LogLines.without(answer)).find())
                .map(pattern -> channel.mask(answer.strip()))
                .or(() -> Refusals.in(channel.platform(), answer).map(channel::mask));
    }

    /** Leaves configuration mode, and saves where that is asked for. */
    private ChangeResult keep(ConfigChange change, LineReport report, Deadline deadline) {
        Optional<SaveRules> save = channel.platform().save().filter(rules -> change.save());
        boolean inside = save.filter(SaveRules::inConfigMode).isPresent();
        Optional<String> notSaved = Optional.empty();
        try {
            if (inside) {
                notSaved = save(save.orElseThrow(), deadline);
            }
            leave(deadline);
            if (save.isPresent() && !inside) {
                notSaved = save(save.get(), deadline);
            }
        } catch (NetStacksException e) {
            channel.abandon();
            return result(
                    save.isPresent() ? ChangeStatus.APPLIED_NOT_SAVED : ChangeStatus.APPLIED,
                    report,
                    "every line was taken" + (committed ? " and committed" : "")
                            + ", but the session broke afterwards: " + e.reason(),
                    Optional.of(e.code()));
        }
        if (notSaved.isPresent()) {
            return result(ChangeStatus.APPLIED_NOT_SAVED, report, notSaved.get(), Optional.empty());
        }
        return result(
                ChangeStatus.APPLIED,
                report,
                "every line was taken" + (committed ? " and committed" : "") + (saved ? ", and saved" : ""),
                Optional.empty());
    }

    private Optional<String> save(SaveRules rules, Deadline deadline) {
        String answer = channel.type(rules.command(), rules.dialogue(), deadline);
        if (rules.alternative().isPresent()
                && Refusals.in(channel.platform(), answer).isPresent()) {
            answer = channel.type(rules.alternative().get(), rules.dialogue(), deadline);
        }
        String said = LogLines.without(answer);
        Optional<String> error = Refusals.in(channel.platform(), said);
        saved = error.isEmpty()
                && rules.success()
                        .map(success -> success.matcher(said).find())
                        .orElseGet(() -> !SAVE_FAILED.matcher(said).find());
        return saved
                ? Optional.empty()
                : Optional.of("the lines are in effect, but the device did not confirm that it saved them: \""
                        + channel.mask(error.orElse(said.strip())) + "\"");
    }

    private void leave(Deadline deadline) {
        Optional<ConfigModeRules> mode = channel.platform().configMode();
        if (mode.isEmpty() || !channel.configuring()) {
            return;
        }
        List<String> exits = mode.get().exitCommands();
        int most = mode.get().mostExits();
        for (int i = 0; i < most && channel.configuring(); i++) {
            channel.type(exits.get(i % exits.size()), mode.get().exitDialogue(), channel.lineDeadline(deadline));
        }
        if (channel.configuring()) {
            channel.abandon(); // the next command must not be typed into a configuration
        }
    }

    private List<Expectation> exitDialogue() {
        return channel.platform()
                .configMode()
                .map(ConfigModeRules::exitDialogue)
                .orElse(List.of());
    }

    private ChangeResult unknown(LineReport report, NetStacksException e) {
        return result(
                ChangeStatus.UNKNOWN,
                report,
                "the session broke after lines were sent, so nobody knows what is in effect until somebody looks: "
                        + e.reason(),
                Optional.of(e.code()));
    }

    private ChangeResult result(ChangeStatus status, LineReport report, String message, Optional<ErrorCode> code) {
        return new ChangeResult(
                device,
                status,
                report.all(),
                committed,
                saved,
                diff,
                Optional.empty(),
                message,
                code,
                Duration.ofNanos(System.nanoTime() - began));
    }

    private static String sessionName(OperationContext context) {
        StringBuilder name = new StringBuilder("ns-");
        String id = context.correlationId().toLowerCase(Locale.ROOT);
        for (int i = 0; i < id.length() && name.length() < LONGEST_SESSION_NAME; i++) {
            char c = id.charAt(i);
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                name.append(c);
            }
        }
        return name.toString();
    }
}
