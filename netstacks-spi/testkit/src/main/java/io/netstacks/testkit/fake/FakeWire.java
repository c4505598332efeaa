package io.netstacks.testkit.fake;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.IntSupplier;

/**
 * How the bytes of a simulated device reach the wire: how late, in which pieces, and how many before the line breaks.
 * Immutable.
 *
 * @param answerDelay waited before the answer to each line
 * @param byteDelay waited for each byte
 * @param chunk the largest piece that is written at once; 0 for no limit of its own
 * @param seed if present, pieces have a random size from 1 to {@code chunk}, the same for the same seed
 * @param dropAfter if present, the connection breaks after so many bytes of one session
 */
public record FakeWire(Duration answerDelay, Duration byteDelay, int chunk, OptionalLong seed, OptionalLong dropAfter) {

    private static final int LARGEST_WRITE = 32 * 1024;

    /** Checks that nothing is negative. */
    public FakeWire {
        if (answerDelay.isNegative() || byteDelay.isNegative() || chunk < 0) {
            throw new IllegalArgumentException("delays and chunk size must not be negative");
        }
    }

    /** Returns the wire without delays, limits and breaks. */
    public static FakeWire instant() {
        return new FakeWire(Duration.ZERO, Duration.ZERO, 0, OptionalLong.empty(), OptionalLong.empty());
    }

    /** Returns this wire with a wait before each answer. */
    public FakeWire withAnswerDelay(Duration delay) {
        return new FakeWire(delay, byteDelay, chunk, seed, dropAfter);
    }

    /** Returns this wire with a wait for each byte. */
    public FakeWire withByteDelay(Duration delay) {
        return new FakeWire(answerDelay, delay, chunk, seed, dropAfter);
    }

    /** Returns this wire with pieces of exactly {@code size} bytes. */
    public FakeWire inChunksOf(int size) {
        return new FakeWire(answerDelay, byteDelay, size, OptionalLong.empty(), dropAfter);
    }

    /** Returns this wire with pieces of 1 to {@code largest} bytes. */
    public FakeWire inRandomChunks(int largest, long randomSeed) {
        return new FakeWire(answerDelay, byteDelay, largest, OptionalLong.of(randomSeed), dropAfter);
    }

    /** Returns this wire, breaking after {@code bytes} bytes of each session. */
    public FakeWire droppingAfter(long bytes) {
        return new FakeWire(answerDelay, byteDelay, chunk, seed, OptionalLong.of(bytes));
    }

    /** Returns a source of piece sizes for one session. */
    IntSupplier sizes() {
        if (chunk == 0) {
            return () -> LARGEST_WRITE;
        }
        if (seed.isEmpty()) {
            return () -> chunk;
        }
        Random random = new Random(seed.getAsLong());
        return () -> 1 + random.nextInt(chunk);
    }
}
