package io.netstacks.core.internal.gate;

import io.netstacks.core.config.CommandPolicy;
import io.netstacks.core.event.EventPublisher;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.command.Command;
import io.netstacks.spi.command.CommandResult;
import io.netstacks.spi.config.ChangeResult;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.error.DeadlineExceededException;
import io.netstacks.spi.error.DeniedException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.event.NetStacksEvent;
import io.netstacks.spi.parse.ParseInput;
import io.netstacks.spi.platform.Platform;
import io.netstacks.spi.platform.PrivilegeLevel;
import io.netstacks.spi.session.DeviceLocks;
import io.netstacks.spi.session.DeviceSession;
import io.netstacks.spi.session.SessionDiagnosis;
import io.netstacks.spi.transport.ConnectionReport;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/** A session that asks the policy before each command and gives the device back when it is closed. */
final class GatedSession implements DeviceSession {

    private final DeviceSession session;
    private final CommandPolicy policy;
    private final OutputParsing parsing;
    private final DeviceLocks.Held lock;
    private final Optional<Throttle.Permit> permit;
    private final Optional<Deadline> lent;
    private final EventPublisher events;
    private final String correlationId;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean mayHaveChanged;

    GatedSession(
            DeviceSession session,
            CommandPolicy policy,
            OutputParsing parsing,
            DeviceLocks.Held lock,
            Optional<Throttle.Permit> permit,
            Optional<Deadline> lent,
            EventPublisher events,
            String correlationId) {
        this.session = session;
        this.policy = policy;
        this.parsing = parsing;
        this.lock = lock;
        this.permit = permit;
        this.lent = lent;
        this.events = events;
        this.correlationId = correlationId;
    }

    /** Tells whether something was sent that does not only read: such work is never repeated. */
    boolean mayHaveChangedTheDevice() {
        return mayHaveChanged;
    }

    private void ask(Command command) {
        mayHaveChanged |= command.kind() == Command.Kind.EXEC;
        policy.refusal(session.platform(), command).ifPresent(reason -> {
            throw new DeniedException(
                    ErrorCode.COMMAND_DENIED, device().name() + ": \"" + command.text() + "\" not sent: " + reason);
        });
    }

    @Override
    public CommandResult run(Command command) {
        ask(command);
        CommandResult result = session.run(inTime(command));
        return parsing.parse(
                session.platform(), command, result, lent.orElseGet(() -> Deadline.after(ParseInput.TIME_LIMIT)));
    }

    @Override
    public CommandResult stream(Command command, Consumer<String> lines) {
        ask(command);
        return session.stream(inTime(command), lines);
    }

    /** A command of a session that is lent for a time gets no more than what is left of that time. */
    private Command inTime(Command command) {
        if (lent.isEmpty()) {
            return command;
        }
        Deadline deadline = lent.get();
        if (deadline.hasPassed()) {
            throw new DeadlineExceededException(device().name() + ": \"" + command.text()
                    + "\" was not sent, because the time for this device ("
                    + deadline.budget().toMillis()
                    + " ms) is over. Give it more time");
        }
        Duration usual = command.timeout().orElse(device().commandTimeout());
        Duration left = deadline.remaining();
        return usual.compareTo(left) <= 0 ? command : command.within(left);
    }

    @Override
    public ChangeResult configure(ConfigChange change, OperationContext context) {
        mayHaveChanged = true;
        try {
            ChangeResult result = session.configure(change, context);
            publishChange(context, "status", result.status().name());
            return result;
        } catch (NetStacksException e) {
            publishChange(context, "code", e.code().name());
            throw e;
        }
    }

    private void publishChange(OperationContext context, String key, String value) {
        if (events.hasListeners()) {
            events.publish(
                    NetStacksEvent.Kind.CHANGE_FINISHED,
                    context.correlationId(),
                    device().name(),
                    Map.of("platform", platform().id(), key, value));
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                session.close();
            } finally {
                // before the next one may open: news of one device come in order
                events.publish(NetStacksEvent.Kind.SESSION_CLOSED, correlationId, device().name(), Map.of());
                try {
                    permit.ifPresent(Throttle.Permit::close);
                } finally {
                    lock.close();
                }
            }
        }
    }

    @Override
    public Device device() {
        return session.device();
    }

    @Override
    public Platform platform() {
        return session.platform();
    }

    @Override
    public String hostname() {
        return session.hostname();
    }

    @Override
    public PrivilegeLevel level() {
        return session.level();
    }

    @Override
    public ConnectionReport connection() {
        return session.connection();
    }

    @Override
    public void enter(String level, Deadline deadline) {
        session.enter(level, deadline);
    }

    @Override
    public <T> T inContext(String context, Function<DeviceSession, T> work) {
        return session.inContext(context, inside -> work.apply(this)); // the policy holds inside, too
    }

    @Override
    public boolean probe(Deadline deadline) {
        return session.probe(deadline);
    }

    @Override
    public SessionDiagnosis diagnose() {
        return session.diagnose();
    }

    @Override
    public boolean isOpen() {
        return !closed.get() && session.isOpen();
    }
}
