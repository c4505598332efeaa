package io.netstacks.spi.agent;

import io.netstacks.spi.Limits;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.tool.RiskLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that an agent did in a session, for people who look at it afterwards. Holds no secrets. Immutable.
 *
 * @param type what it did
 * @param state where that is
 * @param text a thought, or a sentence about it, at most 1 000 000 characters
 * @param tool the tool's name; empty if it used none
 * @param input what the tool was told, as JSON of at most 1 000 000 characters
 * @param output what the tool answered, as JSON of at most 1 000 000 characters; empty until then
 * @param risk what could go wrong; empty if it used no tool
 * @param startedAt when it began
 * @param endedAt when it ended; empty until then
 */
public record AgentAction(
        Type type,
        State state,
        String text,
        Optional<String> tool,
        Optional<String> input,
        Optional<String> output,
        Optional<RiskLevel> risk,
        Instant startedAt,
        Optional<Instant> endedAt) {

    /** What an agent may do. */
    public enum Type {
        /** It thought. */
        THOUGHT,
        /** It called a tool. */
        TOOL_CALL,
        /** It handed over to another agent. */
        HANDOFF,
        /** It called a person. */
        ESCALATION,
        /** It failed. */
        ERROR
    }

    /** Where an action is. */
    public enum State {
        /** At work. */
        PENDING,
        /** Stands still until a person has decided. */
        WAITING_APPROVAL,
        /** A person has allowed it; it goes on. */
        APPROVED,
        /** A person has not allowed it. */
        REJECTED,
        /** Done. */
        COMPLETED,
        /** Tried in vain. */
        FAILED;

        /** Tells whether an action in this state may go on to another. */
        public boolean mayBecome(State next) {
            return switch (this) {
                case PENDING -> next == COMPLETED || next == FAILED || next == WAITING_APPROVAL;
                case WAITING_APPROVAL -> next == APPROVED || next == REJECTED || next == FAILED;
                case APPROVED -> next == COMPLETED || next == FAILED;
                case REJECTED, COMPLETED, FAILED -> false;
            };
        }

        /**
         * Returns the next state.
         *
         * @throws InvalidInputException if an action in this state may not become that
         */
        public State to(State next) {
            if (!mayBecome(next)) {
                throw InvalidInputException.of("an agent's action that is " + this + " does not become " + next);
            }
            return next;
        }
    }

    /** Checks the sizes. */
    public AgentAction {
        Limits.atMost(Limits.TEXT, "the text of an agent's action", text);
        tool.ifPresent(name -> Limits.key("the tool of an agent's action", name));
        input.ifPresent(json -> Limits.atMost(Limits.TEXT, "the input of an agent's action", json));
        output.ifPresent(json -> Limits.atMost(Limits.TEXT, "the output of an agent's action", json));
    }

    /** Returns something that is over as soon as it is said: a thought, an error. */
    public static AgentAction said(Type type, String text, Instant at) {
        return new AgentAction(
                type,
                State.COMPLETED,
                text,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                at,
                Optional.of(at));
    }

    /** Returns a call of a tool that begins. */
    public static AgentAction calling(String tool, String input, RiskLevel risk, Instant at) {
        return new AgentAction(
                Type.TOOL_CALL,
                State.PENDING,
                "",
                Optional.of(tool),
                Optional.of(input),
                Optional.empty(),
                Optional.of(risk),
                at,
                Optional.empty());
    }

    /**
     * Returns a copy in another state that is no end.
     *
     * @throws InvalidInputException if it may not become that
     */
    public AgentAction in(State next) {
        return new AgentAction(type, state.to(next), text, tool, input, output, risk, startedAt, endedAt);
    }

    /**
     * Returns a copy that has ended.
     *
     * @param answer what the tool answered; empty if it did not
     * @throws InvalidInputException if it may not end so
     */
    public AgentAction ended(State how, String sentence, Optional<String> answer, Instant at) {
        return new AgentAction(type, state.to(how), sentence, tool, input, answer, risk, startedAt, Optional.of(at));
    }

    /** Returns how long it took; empty until it has ended. */
    public Optional<Duration> elapsed() {
        return endedAt.map(end -> Duration.between(startedAt, end));
    }
}
