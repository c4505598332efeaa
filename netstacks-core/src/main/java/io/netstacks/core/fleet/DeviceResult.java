package io.netstacks.core.fleet;

import io.netstacks.spi.device.Device;
import io.netstacks.spi.error.NetStacksException;
import java.time.Duration;
import java.util.function.Function;

/**
 * What came of the work on one device. Immutable.
 *
 * @param <T> what the work gives
 */
public sealed interface DeviceResult<T> {

    /** Returns the device. */
    Device device();

    /**
     * The work was done.
     *
     * @param device the device
     * @param value what it gave
     * @param elapsed how long it took, waiting for a turn included
     * @param <T> what the work gives
     */
    record Ok<T>(Device device, T value, Duration elapsed) implements DeviceResult<T> {}

    /**
     * The work failed.
     *
     * @param device the device
     * @param error why
     * @param elapsed how long it took, waiting for a turn included
     * @param <T> what the work gives
     */
    record Failed<T>(Device device, NetStacksException error, Duration elapsed) implements DeviceResult<T> {}

    /**
     * The work was not tried.
     *
     * @param device the device
     * @param reason why, a sentence
     * @param <T> what the work gives
     */
    record Skipped<T>(Device device, String reason) implements DeviceResult<T> {}

    /** Returns what the function for this case returns. */
    default <R> R fold(Function<Ok<T>, R> onOk, Function<Failed<T>, R> onFailed, Function<Skipped<T>, R> onSkipped) {
        if (this instanceof Ok<T> ok) {
            return onOk.apply(ok);
        }
        if (this instanceof Failed<T> failed) {
            return onFailed.apply(failed);
        }
        return onSkipped.apply((Skipped<T>) this);
    }
}
