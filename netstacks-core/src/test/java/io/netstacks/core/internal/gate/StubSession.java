package io.netstacks.core.internal.gate;

import io.netstacks.core.platform.Platforms;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.command.Command;
import io.netstacks.spi.command.CommandResult;
import io.netstacks.spi.config.ChangeResult;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.SessionFailedException;
import io.netstacks.spi.platform.Platform;
import io.netstacks.spi.platform.PrivilegeLevel;
import io.netstacks.spi.session.DeviceSession;
import io.netstacks.spi.session.SessionDiagnosis;
import io.netstacks.spi.transport.ConnectionReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A session that is always just lost, and counts how it is treated. */
final class StubSession implements DeviceSession {

    private final Device device;
    int sent;
    Command last = Command.show("nothing yet");
    int closed;

    StubSession(Device device) {
        this.device = device;
    }

    @Override
    public CommandResult run(Command command) {
        sent++;
        last = command;
        throw lost();
    }

    @Override
    public CommandResult stream(Command command, Consumer<String> lines) {
        return run(command);
    }

    @Override
    public ChangeResult configure(ConfigChange change, OperationContext context) {
        sent++;
        throw lost();
    }

    private SessionFailedException lost() {
        return new SessionFailedException(ErrorCode.SESSION_LOST, device.name() + ": the device hung up", "");
    }

    @Override
    public void close() {
        closed++;
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public Platform platform() {
        return Platforms.builtIn().get(device.platform());
    }

    @Override
    public String hostname() {
        return device.name();
    }

    @Override
    public PrivilegeLevel level() {
        return platform().level("privileged").orElseThrow();
    }

    @Override
    public ConnectionReport connection() {
        return new ConnectionReport(
                "ssh",
                device.endpoint(),
                List.of(),
                "",
                "",
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                Map.of());
    }

    @Override
    public void enter(String level, Deadline deadline) {}

    @Override
    public boolean probe(Deadline deadline) {
        return true;
    }

    @Override
    public SessionDiagnosis diagnose() {
        throw lost();
    }

    @Override
    public boolean isOpen() {
        return closed == 0;
    }
}
