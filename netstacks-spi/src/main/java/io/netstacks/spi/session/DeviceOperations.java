package io.netstacks.spi.session;

import io.netstacks.spi.OperationContext;
import io.netstacks.spi.command.Command;
import io.netstacks.spi.command.CommandResult;
import java.util.function.Function;

/** What plug-ins may do with devices: everything goes through the one gate. Safe for use by many threads. */
public interface DeviceOperations {

    /**
     * Runs a command in a session of its own; one that only reads is run once more if the session is lost.
     *
     * @throws io.netstacks.spi.error.NotFoundException if there is no such device
     * @throws io.netstacks.spi.error.DeniedException if the device is disabled, or the policy does not let the command pass
     * @throws io.netstacks.spi.error.ConnectionFailedException if it cannot be reached or refuses the login
     */
    CommandResult run(String device, Command command);

    /**
     * Lends a session while the function runs; nobody else has one with this device meanwhile.
     *
     * @throws io.netstacks.spi.error.NotFoundException if there is no such device
     */
    <T> T withSession(String device, OperationContext context, Function<DeviceSession, T> work);
}
