package io.netstacks.tasks.run;

import java.util.Map;

/**
 * Turns the requests of one operation into plain values and back, so that they outlive a process. Safe for use by many
 * threads.
 *
 * @param <Q> the requests
 */
public interface TaskRequestCodec<Q> {

    /** Returns the version that {@link #write} gives, from 1; it rises when an older reader would misunderstand. */
    int version();

    /**
     * Returns a request as maps, lists, texts, numbers and booleans.
     *
     * @throws io.netstacks.spi.error.InvalidInputException if it holds what is never stored, such as a secret answer
     */
    Map<String, Object> write(Q request);

    /**
     * Returns the request that was written.
     *
     * @param version the version that wrote it, at most {@link #version()}
     * @throws io.netstacks.spi.error.InvalidInputException if that is no such request
     */
    Q read(int version, Map<String, Object> values);
}
