package io.netstacks.spi.knowledge;

import io.netstacks.spi.Limits;
import io.netstacks.spi.error.InvalidInputException;

/**
 * What makes vectors out of text. Vectors of different models, or of different lengths, cannot be compared. Immutable.
 *
 * @param id what it is called, with its version
 * @param dimensions how many numbers a vector has, from 1 to 8192
 */
public record EmbeddingModel(String id, int dimensions) {

    private static final int MOST = 8192;

    /** Checks the ranges. */
    public EmbeddingModel {
        Limits.key("the id of an embedding model", id);
        if (dimensions < 1 || dimensions > MOST) {
            throw InvalidInputException.of("a vector has 1 to " + MOST + " numbers, not " + dimensions);
        }
    }

    @Override
    public String toString() {
        return id + " with " + dimensions + " dimensions";
    }
}
