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
 * One device of the inventory, as it was when this was made. Each call has a session of its own, and waits for its turn while
 * somebody else has one; {@link #session} keeps one for several calls. Reads have {@link OperationContext#DEFAULT_BUDGET}, and
 * are repeated once if the session is lost; changes are never repeated. Safe for use by many threads.
 *
 * <p>What has a session throws, beside what the session says:
 *
 * <ul>
 *   <li>{@link io.netstacks.spi.error.ConnectionFailedException} if the device cannot be reached or refuses the login;
 *   <li>{@link io.netstacks.spi.error.DeniedException} if it is disabled, or the policy does not let a command pass;
 *   <li>{@link io.netstacks.spi.error.NotFoundException} if its credentials, platform or transport do not exist;
 *   <li>{@link io.netstacks.spi.error.DeadlineExceededException} if its turn or its answer does not come in time;
 *   <li>{@link io.netstacks.spi.error.OperationCancelledException} if the thread is interrupted;
 *   <li>{@link io.netstacks.spi.error.StoreException} if the store cannot be asked for overrides or credentials.
 * </ul>
 */
public final class ManagedDevice {

    private final Device device;
    private final DeviceGate gate;

    /** For the library; hosts get theirs from {@code NetStacks.device}. */
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

    /**
     * Runs a command. Its own time, if it has one, goes on top of what the login gets. One that only reads is run once more if the
     * session is lost.
     *
     * @return also for a command that the device refuses: then it is not {@link CommandResult#isOk()}
     */
    public CommandResult run(Command command) {
        Duration time = OperationContext.DEFAULT_BUDGET.plus(command.timeout().orElse(Duration.ZERO));
        return gate.read(device, Deadline.after(time), session -> session.run(command));
    }

    /**
     * Runs a command that only reads.
     *
     * @throws io.netstacks.spi.error.InvalidInputException if the text is empty or more than a line
     */
    public CommandResult run(String showCommand) {
        return run(Command.show(showCommand));
    }

    /**
     * Does work that only reads in one session; it is done once more when the session is lost, unless it sent what may change the
     * device. What the work throws is passed on.
     */
    public <T> T read(Function<DeviceSession, T> work) {
        return gate.read(device, Deadline.after(OperationContext.DEFAULT_BUDGET), work);
    }

    /**
     * Reads the complete running configuration, as set commands where the platform has them, without storing it.
     *
     * @throws io.netstacks.spi.error.SessionFailedException with {@code INCOMPLETE_CONFIG} if what came is not complete
     * @throws io.netstacks.spi.error.UnsupportedCapabilityException if the platform has no command that shows it
     */
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

    /**
     * Changes the configuration, at most once, in the time of the context; a dry run connects only where the device can compare a
     * candidate. No backup is taken before.
     *
     * @return what became of it, line by line; also if the device refused it, or the session broke on the way
     * @throws io.netstacks.spi.error.DeniedException if the device is disabled, or a line of the guard list is not allowed
     * @throws io.netstacks.spi.error.InvalidInputException if the device could not be typed a line as it is meant
     */
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

    /**
     * Opens a session, to be closed by the caller; until then nobody else has one with this device. The time of the context is for the
     * opening only.
     */
    public DeviceSession session(OperationContext context) {
        return gate.open(device, context.correlationId(), context.deadline());
    }

    /** Tries to reach the device and tells how far that went; never throws for the device. */
    public ConnectivityReport testConnectivity(OperationContext context) {
        return ConnectivityTest.of(device, gate, context);
    }
}
