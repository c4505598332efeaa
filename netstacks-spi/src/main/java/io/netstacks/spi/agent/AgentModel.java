package io.netstacks.spi.agent;

import io.netstacks.spi.Limits;
import io.netstacks.spi.error.InvalidInputException;
import java.util.Optional;

/**
 * Which language model an agent thinks with, and how much of it. Immutable.
 *
 * @param provider the provider's name; empty for the default one
 * @param model the model's id; empty for the provider's default
 * @param temperature from 0 to 2; 0 is kept as 0
 * @param maxTokens the longest answer, in tokens, at least 1
 * @param maxIterations how often it may be asked in one session, from 1 to 1000
 */
public record AgentModel(
        Optional<String> provider, Optional<String> model, double temperature, int maxTokens, int maxIterations) {

    /** The default provider and model, temperature 0.1, answers of 4096 tokens, 10 iterations. */
    public static final AgentModel DEFAULT = new AgentModel(Optional.empty(), Optional.empty(), 0.1, 4096, 10);

    /** Checks the ranges. */
    public AgentModel {
        provider.ifPresent(name -> Limits.key("the provider of an agent", name));
        model.ifPresent(name -> Limits.key("the model of an agent", name));
        if (!(temperature >= 0 && temperature <= 2)) {
            throw InvalidInputException.of("a temperature is from 0 to 2, not " + temperature);
        }
        if (maxTokens < 1 || maxIterations < 1 || maxIterations > 1000) {
            throw InvalidInputException.of("an agent has at least 1 token and 1 to 1000 iterations, not " + maxTokens
                    + " tokens and " + maxIterations + " iterations");
        }
    }
}
