package io.netstacks.spi.agent;

import io.netstacks.spi.Limits;

/**
 * A model that a provider of language models offers. Immutable.
 *
 * @param id what the provider calls it
 * @param name what people call it, at most 500 characters
 */
public record LlmModel(String id, String name) {

    /** Checks the sizes. */
    public LlmModel {
        Limits.key("the id of a language model", id);
        Limits.atMost(Limits.LINE, "the name of a language model", name);
    }
}
