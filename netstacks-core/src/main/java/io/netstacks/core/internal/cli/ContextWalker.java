package io.netstacks.core.internal.cli;

import io.netstacks.core.internal.syslog.Refusals;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.SessionFailedException;
import io.netstacks.spi.error.UnsupportedCapabilityException;
import io.netstacks.spi.platform.ContextRules;
import io.netstacks.spi.platform.ContextRules.Listing;
import io.netstacks.spi.platform.Platform;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;

/**
 * Enters contexts by name and goes back, and holds every prompt in between against the context that the session is in: a
 * device is believed to be where its prompt says. Confined: one thread at a time.
 */
final class ContextWalker {

    private final String device;
    private final Platform platform;
    private final LevelGraph graph;
    private final LevelWalker walker;
    private final Conversation conversation;
    private final PromptMatcher prompts;
    private final Responses responses;
    private Optional<String> entered = Optional.empty();
    private String top = "";
    private boolean lost;

    /**
     * Where a session stands.
     *
     * @param entered the context that it was told to be in
     * @param shown the context that the prompt names
     * @param level the level
     */
    record Place(Optional<String> entered, String shown, String level) {}

    ContextWalker(
            String device,
            Platform platform,
            LevelGraph graph,
            LevelWalker walker,
            Conversation conversation,
            PromptMatcher prompts,
            Responses responses) {
        this.device = device;
        this.platform = platform;
        this.graph = graph;
        this.walker = walker;
        this.conversation = conversation;
        this.prompts = prompts;
        this.responses = responses;
    }

    /** Tells whether the session is inside a context that it has entered by name. */
    boolean isInside() {
        return entered.isPresent();
    }

    /** Tells whether nobody knows in which context the device is, so that nothing may be typed any more. */
    boolean isLost() {
        return lost;
    }

    /** Tells whether the last prompt is one of the context that the session is in; also where it is in none. */
    boolean isInPlace() {
        if (entered.isEmpty()) {
            return true;
        }
        ContextRules rules = platform.contexts().orElseThrow();
        Prompt last = prompts.last().orElseThrow();
        if (rules.shownBy(last.line()).equals(entered.get())) {
            return true;
        }
        return rules.level().isPresent() // then the configuration hides the context
                && graph.isConfiguring(last.level().name())
                && rules.outside()
                        .filter(outside -> outside.matcher(last.line()).matches())
                        .isEmpty();
    }

    /** Remembers where a change begins, because some blocks of it show what looks like a context. */
    void beginsHere() {
        top = platform.contexts().map(this::shown).orElse("");
    }

    /** Tells whether the prompt names something else than where the change began: a block that looks like a context. */
    boolean isInBlock() {
        Optional<ContextRules> rules = platform.contexts();
        if (rules.isEmpty() || rules.get().level().isEmpty()) {
            return false; // most platforms have none, and this is asked behind each line of a change
        }
        String shown = shown(rules.get());
        return !shown.isEmpty() && !shown.equals(top);
    }

    /**
     * Refuses a line for another context than the one that the session is in, or one after which that could not be told.
     *
     * @throws SessionFailedException with {@code DEVICE_REFUSED} if the prompt shows another context
     * @throws InvalidInputException if the line opens what looks like the context
     */
    void beforeTyping(String line) {
        if (entered.isEmpty()) {
            return;
        }
        String context = entered.get();
        if (!isInPlace()) {
            throw responses.refused(
                    "a line was not typed, because the prompt \"" + promptLine() + "\" is not one of context \""
                            + context + "\" any more",
                    "");
        }
        if (platform.contexts().orElseThrow().looksAlike(line, context)) {
            throw InvalidInputException.of(device + ": \"" + line.strip()
                    + "\" opens a block whose prompt looks like the"
                    + " one of context \"" + context + "\", so that nobody could tell them apart; type the lines that"
                    + " enter and leave the context as a part of the change instead");
        }
    }

    /**
     * Enters a context.
     *
     * @return where the session stood before
     * @throws UnsupportedCapabilityException if the platform has none, or a block of configuration is open
     * @throws SessionFailedException if the device refuses, or shows another context afterwards
     */
    Place enter(String context, Deadline deadline) {
        ContextRules rules = ContextRules.of(platform, device, context);
        beforeTyping("");
        if (rules.level().isPresent() && graph.isConfiguring(walker.current())) {
            throw new UnsupportedCapabilityException(device + ": context \"" + context
                    + "\" was not entered, because the prompt \"" + promptLine()
                    + "\" shows an open block, or a context that was not entered by name");
        }
        Place before = new Place(entered, rules.shownBy(promptLine()), walker.current());
        walker.enter(graph.operational(), deadline);
        try {
            confirm(rules, context, deadline);
            move(rules, context, deadline);
        } catch (SessionFailedException e) {
            if (e.code() == ErrorCode.DEVICE_REFUSED && !lost && !conversation.atOpenQuestion()) {
                lost = true; // until the way back is done
                goBack(before, deadline);
                lost = false;
            }
            throw e;
        }
        entered = Optional.of(context);
        return before;
    }

    /** Returns to where the session stood. */
    Place goBack(Place before, Deadline deadline) {
        entered = Optional.empty();
        ContextRules rules = platform.contexts().orElseThrow();
        walker.enter(graph.operational(), deadline);
        move(rules, before.shown(), deadline);
        prompts.expectContext(before.entered());
        entered = before.entered();
        if (graph.step(walker.current(), before.level()).isPresent()) { // there may be none, and more rights do no harm
            walker.enter(before.level(), deadline);
        }
        return before;
    }

    /** Where the command that enters a context would make a new one, the device has to list it. */
    private void confirm(ContextRules rules, String context, Deadline deadline) {
        if (rules.listing().isEmpty() || rules.own().containsKey(context)) {
            return;
        }
        Listing listing = rules.listing().get();
        move(rules, listing.in(), deadline);
        Reply reply = conversation.exchange(Exchange.of(listing.command()).reading(), deadline);
        Set<String> listed = new TreeSet<>();
        Matcher names = listing.name().matcher(reply.output());
        while (names.find()) {
            listed.add(names.group(ContextRules.NAME_GROUP));
        }
        if (!listed.contains(context)) {
            throw responses.refused(
                    "there is no context \"" + context + "\"; \"" + listing.command() + "\" lists " + listed,
                    reply.output());
        }
    }

    private void move(ContextRules rules, String context, Deadline deadline) {
        prompts.expectContext(Optional.of(context));
        String base = rules.base().orElse("");
        if (!rules.leave().isEmpty()
                && !shown(rules).equals(base)
                && !shown(rules).equals(context)) {
            type(rules, rules.leave(), base, deadline);
        }
        if (!shown(rules).equals(context)) {
            type(rules, rules.commandsFor(context), context, deadline);
        }
    }

    /** What no error pattern knows may have worked all the same: only a prompt with the name in it is believed. */
    private void type(ContextRules rules, List<String> lines, String context, Deadline deadline) {
        String said = "";
        for (String line : lines) {
            Reply reply = conversation.exchange(Exchange.of(line).reading().changingPrompt(), deadline);
            said = reply.output();
            Optional<String> error = Refusals.in(platform, said);
            if (error.isPresent()) {
                throw responses.refused(
                        "context \"" + context + "\" was not entered, \"" + line + "\" was refused: " + error.get(),
                        said);
            }
        }
        if (!shown(rules).equals(context)) {
            lost = true;
            throw responses.refused(
                    "context \"" + context + "\" was asked for and the prompt \"" + promptLine()
                            + "\" does not show it; the session is closed, so that nothing is typed into another one",
                    said);
        }
    }

    private String shown(ContextRules rules) {
        return rules.shownBy(promptLine());
    }

    private String promptLine() {
        return prompts.last().map(Prompt::line).orElse("");
    }
}
