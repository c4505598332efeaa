package io.netstacks.core.internal.cli;

import io.netstacks.core.internal.change.ConfigPush;
import io.netstacks.core.internal.keys.LineKeys;
import io.netstacks.core.internal.syslog.Refusals;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.command.Command;
import io.netstacks.spi.command.CommandResult;
import io.netstacks.spi.command.CommandStatus;
import io.netstacks.spi.config.ChangeResult;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.SessionFailedException;
import io.netstacks.spi.error.UnsupportedCapabilityException;
import io.netstacks.spi.platform.Platform;
import io.netstacks.spi.platform.PrivilegeLevel;
import io.netstacks.spi.session.DeviceSession;
import io.netstacks.spi.session.SessionDiagnosis;
import io.netstacks.spi.transport.Connection;
import io.netstacks.spi.transport.ConnectionReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session over a shell. Guards its confinement, closes itself when the conversation is lost, and leaves typing and
 * reading to {@link Conversation}.
 */
final class CliSession implements DeviceSession {

    private static final Logger LOG = LoggerFactory.getLogger(CliSession.class);

    /** A refusal stands at the beginning of an answer or at its end; long configurations are not searched for one. */
    private static final int SEARCHED = 4096;

    /** After these the device stands at a prompt. */
    private static final Set<ErrorCode> HARMLESS =
            EnumSet.of(ErrorCode.DEVICE_REFUSED, ErrorCode.INVALID_INPUT, ErrorCode.COMMAND_DENIED);

    private static final Duration FAREWELL = Duration.ofMillis(300);

    private final Device device;
    private final Connection connection;
    private final SessionParts parts;
    private final long began = System.nanoTime();
    private final AtomicReference<@Nullable Thread> owner = new AtomicReference<>();
    private volatile boolean closed;
    private final AtomicLong commands = new AtomicLong();
    private volatile PrivilegeLevel level;
    private volatile String hostname;

    CliSession(Device device, Connection connection, SessionParts parts) {
        this.device = device;
        this.connection = connection;
        this.parts = parts;
        level = parts.prompts().last().orElseThrow().level();
        hostname = parts.prompts().hostname();
    }

    @Override
    public CommandResult run(Command command) {
        return alone(() -> perform(command, exchange(command)));
    }

    @Override
    public CommandResult stream(Command command, Consumer<String> lines) {
        Consumer<String> guarded = line -> {
            try {
                lines.accept(line);
            } catch (RuntimeException | Error e) { // the rest of the output is still on its way
                abandon();
                throw e;
            }
        };
        return alone(() -> perform(command, exchange(command).into(guarded)));
    }

    private Exchange exchange(Command command) {
        Exchange exchange = Exchange.of(command.text())
                .limited(command.maxOutput(), command.truncating())
                .responding(parts.responses().of(command.dialogue()));
        return command.kind() == Command.Kind.EXEC ? exchange.changingPrompt() : exchange.reading();
    }

    private CommandResult perform(Command command, Exchange exchange) {
        long start = System.nanoTime();
        Deadline deadline = Deadline.after(command.timeout().orElse(device.commandTimeout()));
        refuseUntypable(command.text());
        parts.contexts().beforeTyping(command.text());
        command.level().ifPresent(wanted -> parts.walker().enter(wanted, deadline));
        parts.contexts().beforeTyping(command.text());
        commands.incrementAndGet();
        Reply reply = parts.conversation().exchange(exchange, deadline);
        Optional<String> error = refusal(parts.platform(), reply.head());
        return new CommandResult(
                device.name(),
                command.text(),
                error.isPresent() ? CommandStatus.REJECTED : CommandStatus.OK,
                reply.output(),
                error.map(parts.transcript()::mask),
                Optional.empty(),
                reply.truncated(),
                Duration.ofNanos(System.nanoTime() - start),
                Optional.empty(),
                reply.resynchronised());
    }

    private void refuseUntypable(String line) {
        List<String> problems = new ArrayList<>();
        new LineKeys(parts.platform()).check(line, parts.transcript()::mask, problems);
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }

    private static Optional<String> refusal(Platform platform, String output) {
        if (output.length() <= SEARCHED) {
            return Refusals.in(platform, output);
        }
        int end = output.lastIndexOf('\n', SEARCHED / 2);
        return Refusals.in(platform, output.substring(0, end < 0 ? SEARCHED / 2 : end))
                .or(() -> Refusals.in(platform, lastLines(output, output.length() - SEARCHED / 4)));
    }

    /** Half a log line could look like a refusal. */
    private static String lastLines(String output, int from) {
        int lineBreak = output.indexOf('\n', from);
        return output.substring(lineBreak < 0 || lineBreak + 1 == output.length() ? from : lineBreak + 1);
    }

    @Override
    public ChangeResult configure(ConfigChange change, OperationContext context) {
        return alone(() -> {
            change.lines().forEach(line -> parts.contexts().beforeTyping(line.text()));
            SessionConfigChannel channel = new SessionConfigChannel(device, parts, this::abandon);
            ChangeResult result = new ConfigPush(device.name(), channel).apply(change, context);
            noteChannel();
            return result;
        });
    }

    @Override
    public void enter(String wanted, Deadline deadline) {
        alone(() -> {
            parts.contexts().beforeTyping("");
            parts.walker().enter(wanted, deadline);
            return wanted;
        });
    }

    @Override
    public <T> T inContext(String context, Function<DeviceSession, T> work) {
        ContextWalker.Place before =
                alone(() -> parts.contexts().enter(context, Deadline.after(device.commandTimeout())));
        try {
            return work.apply(this);
        } finally {
            goBack(before);
        }
    }

    private void goBack(ContextWalker.Place before) {
        if (!isOpen()) {
            return;
        }
        boolean back = false;
        try {
            alone(() -> parts.contexts().goBack(before, Deadline.after(device.commandTimeout())));
            back = true;
        } catch (NetStacksException e) {
            LOG.warn("device={} op=leave-context code={}: the session is closed", device.name(), e.code());
        } finally {
            if (!back) {
                abandon();
            }
        }
    }

    @Override
    public boolean probe(Deadline deadline) {
        if (!isOpen()) {
            return false;
        }
        try {
            return alone(() -> {
                parts.conversation().exchange(Exchange.of("").changingPrompt(), deadline);
                return true;
            });
        } catch (NetStacksException e) {
            return false; // and the session is closed
        }
    }

    /** Runs what needs the conversation on one thread at a time, and closes the session if it is lost. */
    private <T> T alone(Supplier<T> work) {
        Thread me = Thread.currentThread();
        Thread before = owner.compareAndExchange(null, me);
        if (before != null) {
            throw new IllegalStateException(device.name() + ": the session is in use by thread " + before.getName()
                    + "; a session is for one thread at a time, open another one");
        }
        try {
            if (!isOpen()) {
                throw new SessionFailedException(
                        ErrorCode.SESSION_LOST, device.name() + ": the session is closed; open a new one", "");
            }
            return work.get();
        } catch (UnsupportedCapabilityException e) { // nothing was typed, unless on a way back
            if (parts.contexts().isLost()) {
                abandon();
            }
            throw e;
        } catch (NetStacksException e) {
            if (!HARMLESS.contains(e.code())
                    || parts.conversation().atOpenQuestion()
                    || parts.contexts().isLost()) {
                abandon();
            }
            throw e;
        } finally {
            noteChannel();
            owner.set(null);
        }
    }

    private void noteChannel() {
        parts.prompts().last().ifPresent(prompt -> level = prompt.level());
        hostname = parts.prompts().hostname();
    }

    private void abandon() {
        closed = true;
        connection.close();
    }

    @Override
    public void close() {
        if (closed) {
            connection.close();
            return;
        }
        closed = true;
        boolean idle = owner.compareAndSet(null, Thread.currentThread());
        if (idle && connection.isOpen()) {
            new Farewell(parts, FAREWELL).say();
        }
        connection.close();
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public Platform platform() {
        return parts.platform();
    }

    @Override
    public String hostname() {
        return hostname;
    }

    @Override
    public PrivilegeLevel level() {
        return level;
    }

    @Override
    public ConnectionReport connection() {
        return connection.report();
    }

    @Override
    public boolean isOpen() {
        return !closed && connection.isOpen();
    }

    @Override
    public SessionDiagnosis diagnose() {
        return new SessionDiagnosis(
                device.name(),
                parts.platform().id(),
                connection.report(),
                level.name(),
                hostname,
                List.copyOf(parts.conversation().awaited()),
                parts.transcript().end(),
                parts.reader().received(),
                parts.reader().sent(),
                commands.get(),
                parts.conversation().resynchronised(),
                Duration.ofNanos(System.nanoTime() - began));
    }
}
