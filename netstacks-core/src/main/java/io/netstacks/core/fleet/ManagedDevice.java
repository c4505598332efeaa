package io.netstacks.core.fleet;

import io.netstacks.core.config.Captured;
import io.netstacks.core.config.ConfigReader;
import io.netstacks.core.internal.gate.DeviceGate;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.command.Command;
import io.netstacks.spi.command.CommandResult;
import io.netstacks.spi.config.ChangeResult;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.device.ConnectionOverride;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.session.DeviceSession;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * One device of the inventory. Each call has a session of its own, through the gate; {@link #session} keeps one for
 * several calls. Safe for use by many threads.
 */
public final class ManagedDevice {

    private final Device device;
    private final DeviceGate gate;

    /** Creates one. */
    public ManagedDevice(Device device, DeviceGate gate) {
        this.device = device;
        this.gate = gate;
    }

    /** Returns what the inventory knows about it. */
    public Device device() {
        return device;
    }

    /** Returns the same device, reached as this request wishes: that goes before its override and the inventory. */
    public ManagedDevice with(ConnectionOverride wishes) {
        return new ManagedDevice(device, gate.with(wishes));
    }

    /** Runs a command that only reads. Its own time, if it has one, goes on top of what the login gets. */
    public CommandResult run(Command command) {
        Duration time = OperationContext.DEFAULT_BUDGET.plus(command.timeout().orElse(Duration.ZERO));
        return gate.read(device, Deadline.after(time), session -> session.run(command));
    }

    /** Runs a command that only reads. */
    public CommandResult run(String showCommand) {
        return run(Command.show(showCommand));
    }

    /** Does work that only reads in one session; it may be repeated when the session is lost. */
    public <T> T read(Function<DeviceSession, T> work) {
        return gate.read(device, Deadline.after(OperationContext.DEFAULT_BUDGET), work);
    }

    /** Reads the complete running configuration, without storing it. */
    public Captured config() {
        Deadline deadline = Deadline.after(OperationContext.DEFAULT_BUDGET);
        return gate.read(device, deadline, session -> ConfigReader.read(session, true, deadline));
    }

    /**
     * Reads the complete running configuration of one context of the device, without storing it.
     *
     * @see DeviceSession#inContext
     */
    public Captured config(String context) {
        checkContext(context);
        Deadline deadline = Deadline.after(OperationContext.DEFAULT_BUDGET);
        return gate.read(
                device,
                deadline,
                session -> session.inContext(context, inside -> ConfigReader.read(inside, true, deadline)));
    }

    /**
     * Refuses what can be no context of the device, as far as that is known without connecting to it.
     *
     * @throws io.netstacks.spi.error.UnsupportedCapabilityException if its platform has no contexts that are entered by name
     * @throws io.netstacks.spi.error.InvalidInputException if that can be no name
     */
    public void checkContext(String context) {
        gate.checkContext(device, context);
    }

    /** Changes the configuration, at most once; a dry run connects only where the device can compare a candidate. */
    public ChangeResult configure(ConfigChange change, OperationContext context) {
        return dryRun(change, context)
                .orElseGet(() -> gate.with(
                        device,
                        context.correlationId(),
                        context.deadline(),
                        session -> session.configure(change, context)));
    }

    /**
     * Does a dry run that takes no connection, because the platform applies lines at once.
     *
     * @return empty if the change is no dry run, or the device has to be asked
     */
    public Optional<ChangeResult> dryRun(ConfigChange change, OperationContext context) {
        return gate.dryRun(device, change, context);
    }

    /** Opens a session; until it is closed nobody else has one with this device. */
    public DeviceSession session(OperationContext context) {
        return gate.open(device, context.correlationId(), context.deadline());
    }

    /** Tries to reach the device and tells how far that went; never throws for the device. */
    public ConnectivityReport testConnectivity(OperationContext context) {
        return ConnectivityTest.of(device, gate, context);
    }
}
