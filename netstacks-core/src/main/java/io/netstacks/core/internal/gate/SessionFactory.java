package io.netstacks.core.internal.gate;

import io.netstacks.core.inventory.EffectiveConnection;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.platform.Platform;
import io.netstacks.spi.session.DeviceSession;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes a session with a device: looks everything up first, then connects and logs in. */
@FunctionalInterface
public interface SessionFactory {

    /**
     * Opens a session.
     *
     * @throws io.netstacks.spi.error.NetStacksException if anything is missing or goes wrong; nothing is left open then
     */
    DeviceSession open(Device device, Deadline deadline);

    /**
     * Opens a session as overrides say; without times of its own unless a factory knows some.
     *
     * @param progress is told what is over: {@code lookup}, and the stages of {@code ConnectRequest.progress()}; nothing by a
     *     factory that does not know
     */
    default DeviceSession open(EffectiveConnection connection, Deadline deadline, Consumer<String> progress) {
        return open(connection.device(), deadline);
    }

    /**
     * Returns the platform that a session would begin with; empty if only the device can tell.
     *
     * @throws io.netstacks.spi.error.NotFoundException with near matches if there is none of that name
     */
    default Optional<Platform> platform(EffectiveConnection connection) {
        return Optional.empty();
    }
}
