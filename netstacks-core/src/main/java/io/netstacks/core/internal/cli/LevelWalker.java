package io.netstacks.core.internal.cli;

import io.netstacks.core.internal.cli.LevelGraph.Edge;
import io.netstacks.core.internal.cli.LevelGraph.Way;
import io.netstacks.core.internal.syslog.Refusals;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.error.UnsupportedCapabilityException;
import io.netstacks.spi.platform.ConfigModeRules;
import io.netstacks.spi.platform.EnableRules;
import io.netstacks.spi.platform.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Goes from level to level, looking at each prompt where it is. Confined: one thread at a time. */
final class LevelWalker {

    private static final int LONGEST_WAY = 6;

    private final String device;
    private final Platform platform;
    private final LevelGraph graph;
    private final Conversation conversation;
    private final PromptMatcher prompts;
    private final Responses responses;
    private String ground = "";

    LevelWalker(
            String device,
            Platform platform,
            LevelGraph graph,
            Conversation conversation,
            PromptMatcher prompts,
            Responses responses) {
        this.device = device;
        this.platform = platform;
        this.graph = graph;
        this.conversation = conversation;
        this.prompts = prompts;
        this.responses = responses;
    }

    String current() {
        return prompts.last().map(prompt -> prompt.level().name()).orElse("");
    }

    /** Takes note that the session begins here. */
    void begin() {
        ground = current();
    }

    /**
     * Goes to a level. Where that means to leave the level in which the session began, and would end it, it stays: root
     * may do what a user may.
     *
     * @throws UnsupportedCapabilityException if there is no way
     * @throws io.netstacks.spi.error.SessionFailedException if the device refuses
     */
    void enter(String level, Deadline deadline) {
        if (platform.level(level).isEmpty()) {
            throw new UnsupportedCapabilityException(device + ": " + platform.id() + " has no level \"" + level
                    + "\"; it has "
                    + platform.levels().stream().map(known -> known.name()).toList());
        }
        for (int i = 0; i < LONGEST_WAY && !current().equals(level); i++) {
            String from = current();
            Edge edge = graph.step(from, level)
                    .orElseThrow(() -> new UnsupportedCapabilityException(device + ": no way is known from level \""
                            + from + "\" to \"" + level + "\" on " + platform.id()));
            if (wouldEnd(edge)) {
                return;
            }
            take(edge, deadline);
        }
        if (!current().equals(level)) {
            throw responses.refused(
                    "level \"" + level + "\" was not reached, the prompt shows \"" + current() + "\"", "");
        }
    }

    private boolean wouldEnd(Edge edge) {
        return edge.way() == Way.ENABLE_EXIT
                && edge.from().equals(ground)
                && platform.enable()
                        .flatMap(EnableRules::exit)
                        .filter("exit"::equals)
                        .isPresent();
    }

    private void take(Edge edge, Deadline deadline) {
        String before = current();
        Reply reply = switch (edge.way()) {
            case ENABLE -> enable(platform.enable().orElseThrow(), deadline);
            case ENABLE_EXIT ->
                type(platform.enable().flatMap(EnableRules::exit).orElseThrow(), List.of(), deadline);
            case CONFIG -> type(platform.configMode().orElseThrow().enter(), List.of(), deadline);
            case CONFIG_EXIT -> leaveConfig(deadline);
        };
        if (current().equals(before)) {
            throw responses.refused(
                    "\"" + before + "\" could not be left for \"" + edge.to() + "\": "
                            + Refusals.in(platform, reply.output()).orElse("the device shows the same prompt again"),
                    reply.output());
        }
    }

    private Reply leaveConfig(Deadline deadline) {
        Reply reply = null;
        ConfigModeRules mode = platform.configMode().orElseThrow();
        List<String> exits = mode.exitCommands();
        for (int i = 0; i < mode.mostExits() && graph.isConfiguring(current()); i++) {
            reply = type(exits.get(i % exits.size()), responses.of(mode.exitDialogue()), deadline);
        }
        if (reply == null) {
            throw responses.refused("configuration mode has no exit command that could be used", "");
        }
        return reply;
    }

    private Reply enable(EnableRules rules, Deadline deadline) {
        List<Response> asked = new ArrayList<>();
        asked.add(responses.username(rules.usernamePrompt().orElse(Responses.ENABLE_USERNAME)));
        Optional<Response> retry = rules.retry()
                .map(expectation -> responses.of(List.of(expectation)).get(0));
        asked.add(responses.secret(rules.passwordPrompt(), 1));
        retry.ifPresent(asked::add);
        Reply reply = type(rules.command(), asked, deadline);
        if (rules.noneSet().filter(none -> none.matcher(reply.output()).find()).isPresent()
                && !graph.isPrivileged(current())) {
            throw responses.refused(
                    "the device has no secret for the privileged level and therefore refuses \"" + rules.command()
                            + "\"",
                    reply.output());
        }
        if (rules.then().isPresent()) {
            return type(rules.then().get(), List.of(responses.secret(rules.passwordPrompt(), 1)), deadline);
        }
        return reply;
    }

    private Reply type(String line, List<Response> asked, Deadline deadline) {
        return conversation.exchange(Exchange.of(line).responding(asked).changingPrompt(), deadline);
    }
}
