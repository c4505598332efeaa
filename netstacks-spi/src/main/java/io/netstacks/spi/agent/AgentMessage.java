package io.netstacks.spi.agent;

import io.netstacks.spi.Limits;
import java.time.Instant;
import java.util.Optional;

/**
 * One message of a session. All of them, calls and results of tools too, are the memory with which a session goes on after a
 * restart. Immutable.
 *
 * @param role who speaks
 * @param text what is said, at most 1 000 000 characters; may be empty beside calls of tools
 * @param toolCallId which call this answers; empty unless the role is {@code TOOL}
 * @param toolCalls the calls that an assistant asks for, as a JSON array of at most 1 000 000 characters
 * @param at when it was said
 */
public record AgentMessage(
        Role role, String text, Optional<String> toolCallId, Optional<String> toolCalls, Instant at) {

    /** Who speaks in a session. */
    public enum Role {
        /** The instructions. */
        SYSTEM,
        /** Whoever asks. */
        USER,
        /** The model. */
        ASSISTANT,
        /** A tool that answers. */
        TOOL
    }

    /** Checks the sizes. */
    public AgentMessage {
        Limits.atMost(Limits.TEXT, "a message of an agent session", text);
        toolCallId.ifPresent(id -> Limits.key("the call that a message answers", id));
        toolCalls.ifPresent(json -> Limits.atMost(Limits.TEXT, "the tool calls of a message", json));
    }

    /** Returns a message that neither asks for tools nor answers for one. */
    public static AgentMessage of(Role role, String text, Instant at) {
        return new AgentMessage(role, text, Optional.empty(), Optional.empty(), at);
    }

    /** Returns an assistant's message that asks for tools. */
    public static AgentMessage calling(String text, String toolCalls, Instant at) {
        return new AgentMessage(Role.ASSISTANT, text, Optional.empty(), Optional.of(toolCalls), at);
    }

    /** Returns a tool's answer to a call. */
    public static AgentMessage answering(String toolCallId, String text, Instant at) {
        return new AgentMessage(Role.TOOL, text, Optional.of(toolCallId), Optional.empty(), at);
    }
}
