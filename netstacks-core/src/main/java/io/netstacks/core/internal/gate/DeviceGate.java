package io.netstacks.core.internal.gate;

import io.netstacks.core.config.CommandPolicy;
import io.netstacks.core.event.EventPublisher;
import io.netstacks.core.internal.change.DryRun;
import io.netstacks.core.inventory.Connections;
import io.netstacks.core.inventory.EffectiveConnection;
import io.netstacks.core.inventory.Inventory;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.command.Command;
import io.netstacks.spi.command.CommandResult;
import io.netstacks.spi.config.ChangeResult;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.device.ConnectionOverride;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.error.DeniedException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.event.NetStacksEvent;
import io.netstacks.spi.platform.ContextRules;
import io.netstacks.spi.platform.Platform;
import io.netstacks.spi.session.DeviceLocks;
import io.netstacks.spi.session.DeviceOperations;
import io.netstacks.spi.session.DeviceSession;
import io.netstacks.spi.transport.ConnectionReport;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The one way to a device: whoever wants a session gets it here, one at a time per device, throttled per site. Safe for
 * use by many threads.
 */
public final class DeviceGate implements DeviceOperations {

    private final Inventory inventory;
    private final Connections connections;
    private final ConnectionOverride request;
    private final DeviceLocks locks;
    private final Optional<Throttle> sites;
    private final SessionFactory sessions;
    private final CommandPolicy policy;
    private final OutputParsing parsing;
    private final EventPublisher events;

    /**
     * Creates it.
     *
     * @param connections decides how a device is reached
     * @param sites limits the sessions of a site; empty for no limit
     */
    public DeviceGate(
            Inventory inventory,
            Connections connections,
            DeviceLocks locks,
            Optional<Throttle> sites,
            SessionFactory sessions,
            CommandPolicy policy,
            OutputParsing parsing,
            EventPublisher events) {
        this(inventory, connections, ConnectionOverride.NONE, locks, sites, sessions, policy, parsing, events);
    }

    private DeviceGate(
            Inventory inventory,
            Connections connections,
            ConnectionOverride request,
            DeviceLocks locks,
            Optional<Throttle> sites,
            SessionFactory sessions,
            CommandPolicy policy,
            OutputParsing parsing,
            EventPublisher events) {
        this.inventory = inventory;
        this.connections = connections;
        this.request = request;
        this.locks = locks;
        this.sites = sites;
        this.sessions = sessions;
        this.policy = policy;
        this.parsing = parsing;
        this.events = events;
    }

    /** Returns the same gate, with the same locks, for a request with wishes of its own. */
    public DeviceGate with(ConnectionOverride wishes) {
        return new DeviceGate(
                inventory, connections, wishes.over(request), locks, sites, sessions, policy, parsing, events);
    }

    /** Returns how a device is reached through this gate. */
    public EffectiveConnection connection(Device device) {
        return connections.resolve(device, request);
    }

    /**
     * Returns why a device could not even be tried, as a sentence; empty if it failed of something else than that it has no
     * credentials. They are looked for only then: most devices have some.
     */
    public Optional<String> withoutCredentials(Device device, NetStacksException failure) {
        return failure.code() == ErrorCode.NOT_FOUND
                ? connections.withoutCredentials(connection(device).device())
                : Optional.empty();
    }

    @Override
    public CommandResult run(String device, Command command) {
        Device found = inventory.get(device);
        Duration time = OperationContext.DEFAULT_BUDGET.plus(command.timeout().orElse(Duration.ZERO));
        return read(found, Deadline.after(time), session -> session.run(command));
    }

    @Override
    public <T> T withSession(String device, OperationContext context, Function<DeviceSession, T> work) {
        return with(inventory.get(device), context.correlationId(), context.deadline(), work);
    }

    /**
     * Runs work that only reads. When an established session is lost, the work gets one more session: a read may be
     * repeated, a login that was refused is not, and neither is work that turned out to send what may change the device.
     */
    public <T> T read(Device device, OperationContext context, Function<DeviceSession, T> work) {
        return read(device, context.correlationId(), context.deadline(), work);
    }

    /** Runs work that only reads and belongs to no operation of the caller's. */
    public <T> T read(Device device, Deadline deadline, Function<DeviceSession, T> work) {
        return read(device, "", deadline, work);
    }

    private <T> T read(Device device, String correlationId, Deadline deadline, Function<DeviceSession, T> work) {
        boolean established = false;
        boolean mayHaveChanged = false;
        try (GatedSession session = openGated(device, correlationId, deadline, Optional.of(deadline))) {
            established = true;
            try {
                return work.apply(session);
            } finally {
                mayHaveChanged = session.mayHaveChangedTheDevice();
            }
        } catch (NetStacksException e) {
            if (!established || e.code() != ErrorCode.SESSION_LOST || mayHaveChanged || deadline.hasPassed()) {
                throw e;
            }
        }
        return with(device, correlationId, deadline, work);
    }

    /** Lends a session while the work runs; its commands get no more than the time that is left. */
    public <T> T with(Device device, String correlationId, Deadline deadline, Function<DeviceSession, T> work) {
        try (DeviceSession session = openGated(device, correlationId, deadline, Optional.of(deadline))) {
            return work.apply(session);
        }
    }

    /**
     * Opens a session that gives the device back when it is closed. The deadline is for the opening; how long the caller
     * keeps it is his affair, so each parse has a time limit of its own.
     */
    public DeviceSession open(Device device, String correlationId, Deadline deadline) {
        return openGated(device, correlationId, deadline, Optional.empty());
    }

    /**
     * Refuses a context that sessions with the device could not enter, as far as that is known without one.
     *
     * @throws io.netstacks.spi.error.UnsupportedCapabilityException if its platform has no contexts that are entered by name
     * @throws io.netstacks.spi.error.InvalidInputException if that can be no name
     */
    public void checkContext(Device device, String context) {
        ContextRules.checkName(context);
        sessions.platform(connection(device)).ifPresent(platform -> ContextRules.of(platform, device.name(), context));
    }

    /**
     * Does what a dry run takes on a platform that applies lines at once: it checks the lines, and nothing is connected.
     *
     * @return empty if the change is no dry run, or the device has to be asked
     * @throws DeniedException if the device is disabled, or a line is on the guard list and that was not allowed
     */
    public Optional<ChangeResult> dryRun(Device device, ConfigChange change, OperationContext context) {
        if (!change.dryRun()) {
            return Optional.empty();
        }
        Optional<Platform> platform = sessions.platform(allowed(device));
        Optional<ChangeResult> result = platform.flatMap(known -> DryRun.withoutDevice(device.name(), known, change));
        result.ifPresent(done -> events.publish(
                NetStacksEvent.Kind.CHANGE_FINISHED,
                context.correlationId(),
                device.name(),
                Map.of(
                        "platform",
                        platform.orElseThrow().id(),
                        "status",
                        done.status().name())));
        return result;
    }

    private EffectiveConnection allowed(Device device) {
        EffectiveConnection connection = connection(device);
        connection.refusal().ifPresent(reason -> {
            throw new DeniedException(
                    ErrorCode.ACCESS_DENIED, device.name() + " is " + reason + "; enable it to have sessions");
        });
        return connection;
    }

    /**
     * Opens a session as {@link #open} does.
     *
     * @param progress is told what is over: {@code lookup}, {@code connect}, {@code handshake}, {@code authentication}
     */
    public DeviceSession open(Device device, String correlationId, Deadline deadline, Consumer<String> progress) {
        return openGated(device, correlationId, deadline, Optional.empty(), progress);
    }

    private GatedSession openGated(Device device, String correlationId, Deadline deadline, Optional<Deadline> lent) {
        return openGated(device, correlationId, deadline, lent, stage -> {});
    }

    private GatedSession openGated(
            Device device,
            String correlationId,
            Deadline deadline,
            Optional<Deadline> lent,
            Consumer<String> progress) {
        try {
            allowed(device); // who may not have a session does not wait for one
            return openLocked(device, correlationId, deadline, lent, progress);
        } catch (RuntimeException | Error e) {
            refused(e, correlationId, device);
            throw e;
        }
    }

    private GatedSession openLocked(
            Device device,
            String correlationId,
            Deadline deadline,
            Optional<Deadline> lent,
            Consumer<String> progress) {
        DeviceLocks.Held lock = locks.acquire(device.name(), deadline);
        Optional<Throttle.Permit> permit = Optional.empty();
        try {
            if (sites.isPresent() && device.site().isPresent()) {
                permit = Optional.of(sites.get().enter(device.site().get(), deadline));
            }
            EffectiveConnection connection = allowed(device); // as it is by now: we may have waited long
            GatedSession session = new GatedSession(
                    sessions.open(connection, deadline, progress),
                    policy,
                    parsing,
                    lock,
                    permit,
                    lent,
                    events,
                    correlationId);
            try {
                announce(session, device.name(), correlationId);
                return session;
            } catch (RuntimeException | Error e) {
                session.close();
                throw e;
            }
        } catch (RuntimeException | Error e) {
            permit.ifPresent(Throttle.Permit::close);
            lock.close();
            throw e;
        }
    }

    private void announce(DeviceSession session, String device, String correlationId) {
        if (!events.hasListeners()) {
            return;
        }
        ConnectionReport report = session.connection();
        events.publish(
                NetStacksEvent.Kind.SESSION_OPENED,
                correlationId,
                device,
                Map.of(
                        "transport",
                        report.transport(),
                        "platform",
                        session.platform().id()));
        if (report.hostKeyFirstSeen()) {
            events.publish(
                    NetStacksEvent.Kind.HOST_KEY_TRUSTED,
                    correlationId,
                    device,
                    report.hostKey()
                            .map(key -> Map.of("fingerprint", key.fingerprint()))
                            .orElse(Map.of()));
        }
    }

    private void refused(Throwable failure, String correlationId, Device device) {
        if (failure instanceof NetStacksException known) {
            events.publish(
                    NetStacksEvent.Kind.SESSION_REFUSED,
                    correlationId,
                    device.name(),
                    Map.of("code", known.code().name()));
        }
    }
}
