package io.netstacks.tasks.internal;

import io.netstacks.core.fleet.ManagedDevice;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.session.DeviceSession;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where the work of a task is done. Immutable.
 *
 * @param device the device
 * @param context its context, if the work is for one
 */
record DevicePlace(ManagedDevice device, Optional<String> context) {

    /** Does work in a session of its own, in the context. What can be no context of the device is refused before. */
    <T> T with(OperationContext operation, Function<DeviceSession, T> work) {
        context.ifPresent(device::checkContext);
        try (DeviceSession session = device.session(operation)) {
            return inside(session, work);
        }
    }

    /** Does work in the context, in a session that stands outside. */
    <T> T inside(DeviceSession session, Function<DeviceSession, T> work) {
        return context.isPresent() ? session.inContext(context.get(), work) : work.apply(session);
    }
}
