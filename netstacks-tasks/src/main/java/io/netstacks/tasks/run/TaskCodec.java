package io.netstacks.tasks.run;

import java.util.Map;

/**
 * Turns the requests, or the results, of one operation into plain values and back, so that they outlive a process. Safe for
 * use by many threads.
 *
 * @param <T> what is turned
 */
public interface TaskCodec<T> {

    /** Returns the version that {@link #write} gives, from 1; it rises when an older reader would misunderstand. */
    int version();

    /**
     * Returns a value as maps, lists, texts, numbers and booleans.
     *
     * @throws io.netstacks.spi.error.InvalidInputException if it holds what is never stored, such as a secret answer
     */
    Map<String, Object> write(T value);

    /**
     * Returns the value that was written.
     *
     * @param version the version that wrote it, at most {@link #version()}
     * @throws io.netstacks.spi.error.InvalidInputException if that is no such value
     */
    T read(int version, Map<String, Object> values);
}
