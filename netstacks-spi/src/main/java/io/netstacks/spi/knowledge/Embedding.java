package io.netstacks.spi.knowledge;

import io.netstacks.spi.error.InvalidInputException;
import java.util.Arrays;

/** The vector of a text. Immutable. */
public final class Embedding {

    private final EmbeddingModel model;
    private final float[] vector;

    private Embedding(EmbeddingModel model, float[] vector) {
        this.model = model;
        this.vector = vector;
    }

    /**
     * Returns a copy of a vector.
     *
     * @param modelId what made it
     * @throws InvalidInputException if it has no numbers, more than 8192, or one that is not finite
     */
    public static Embedding of(String modelId, float[] vector) {
        for (float number : vector) {
            if (!Float.isFinite(number)) {
                throw InvalidInputException.of("a vector of " + modelId + " must have finite numbers, not " + number);
            }
        }
        return new Embedding(new EmbeddingModel(modelId, vector.length), vector.clone());
    }

    /** Returns what made it. */
    public EmbeddingModel model() {
        return model;
    }

    /** Returns a copy of the numbers. */
    public float[] vector() {
        return vector.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Embedding that && model.equals(that.model) && Arrays.equals(vector, that.vector);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(vector);
    }

    /** Returns the model, not the numbers. */
    @Override
    public String toString() {
        return "Embedding[" + model + "]";
    }
}
