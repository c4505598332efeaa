package io.netstacks.core.internal.cli;

import io.netstacks.core.internal.change.ConfigChannel;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.command.Dialogue;
import io.netstacks.spi.config.ConfigLine;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.platform.Expectation;
import io.netstacks.spi.platform.Platform;
import java.util.List;

/** A session as a change sees it. Confined: one thread at a time. */
record SessionConfigChannel(Device device, SessionParts parts, Runnable giveUp) implements ConfigChannel {

    @Override
    public Platform platform() {
        return parts.platform();
    }

    @Override
    public boolean configuring() {
        return parts.graph().isConfiguring(parts.walker().current())
                || parts.contexts().isInBlock();
    }

    @Override
    public boolean inPlace() {
        return parts.contexts().isInPlace();
    }

    @Override
    public void enterOperational(Deadline deadline) {
        parts.walker().enter(parts.graph().operational(), deadline);
        parts.contexts().beginsHere();
    }

    @Override
    public String type(String line, List<Expectation> dialogue, Deadline deadline) {
        parts.contexts().beforeTyping(line);
        Exchange exchange =
                Exchange.of(line).responding(parts.responses().of(dialogue)).changingPrompt();
        return parts.conversation().exchange(exchange, deadline).output();
    }

    @Override
    public String type(ConfigLine line, Dialogue dialogue, Deadline deadline) {
        parts.contexts().beforeTyping(line.text());
        Exchange exchange =
                Exchange.of(line.text()).responding(parts.responses().of(dialogue));
        Reply reply = line.body().isEmpty()
                ? parts.conversation().exchange(exchange, deadline)
                : parts.conversation().exchangeWithBody(exchange, line.body(), deadline);
        return reply.output();
    }

    @Override
    public Ahead ahead(List<String> lines, Deadline deadline) {
        Conversation conversation = parts.conversation();
        TypedAhead typed = conversation.typeAhead(lines, deadline);
        return new Ahead() {
            @Override
            public void more(List<String> next, Deadline until) {
                conversation.typeMore(typed, next, until);
            }

            @Override
            public String next(Deadline until) {
                return conversation.next(typed, until).output();
            }

            @Override
            public int silent() {
                return parts.graph().isConfiguring(parts.walker().current()) ? conversation.silent(typed) : 0;
            }

            @Override
            public int waiting() {
                return typed.waiting();
            }

            @Override
            public boolean dropped() {
                return typed.dropped();
            }
        };
    }

    @Override
    public int window() {
        return parts.conversation().showsLines() && !parts.contexts().isInside()
                ? parts.settings().pipelineWindow()
                : 1;
    }

    @Override
    public Deadline lineDeadline(Deadline whole) {
        return whole.atMost(device.commandTimeout());
    }

    @Override
    public String mask(String text) {
        return parts.transcript().mask(text);
    }

    @Override
    public void abandon() {
        giveUp.run();
    }
}
