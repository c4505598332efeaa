package io.netstacks.spi.agent;

/**
 * What a session used up. Immutable.
 *
 * @param inputTokens tokens that models read
 * @param outputTokens tokens that models wrote
 * @param toolCalls calls of tools
 * @param iterations calls of models
 */
public record AgentUsage(long inputTokens, long outputTokens, long toolCalls, long iterations) {

    /** Nothing. */
    public static final AgentUsage NONE = new AgentUsage(0, 0, 0, 0);

    /** Returns both together. */
    public AgentUsage plus(AgentUsage more) {
        return new AgentUsage(
                inputTokens + more.inputTokens,
                outputTokens + more.outputTokens,
                toolCalls + more.toolCalls,
                iterations + more.iterations);
    }
}
