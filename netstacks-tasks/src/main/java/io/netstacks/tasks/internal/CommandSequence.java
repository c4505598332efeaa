package io.netstacks.tasks.internal;

import io.netstacks.core.fleet.ManagedDevice;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.command.Command;
import io.netstacks.spi.command.CommandResult;
import io.netstacks.spi.command.CommandStatus;
import io.netstacks.spi.error.DeniedException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.SessionFailedException;
import io.netstacks.spi.session.DeviceSession;
import io.netstacks.tasks.device.CommandReport;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs commands one after the other and keeps an outcome for each. */
final class CommandSequence {

    private final Clock clock;

    CommandSequence(Clock clock) {
        this.clock = clock;
    }

    /** Runs reading commands; one that breaks the session costs a new session, not the commands after it. */
    CommandReport read(DevicePlace place, List<Command> commands, OperationContext context) {
        ManagedDevice device = place.device();
        List<CommandResult> results = new ArrayList<>();
        while (results.size() < commands.size()) {
            try {
                place.with(context, session -> runInto(results, session, commands));
            } catch (NetStacksException e) {
                if (results.isEmpty() || stopsEverything(e)) {
                    throw e;
                }
                failRest(results, device, commands, e);
            }
        }
        return report(device, results);
    }

    /** Runs commands at most once: after one that breaks the session the others are not sent. */
    CommandReport once(DevicePlace place, List<Command> commands, OperationContext context) {
        ManagedDevice device = place.device();
        List<CommandResult> results = new ArrayList<>();
        place.with(context, session -> runInto(results, session, commands));
        for (Command command : commands.subList(results.size(), commands.size())) {
            results.add(without(
                    device, command, CommandStatus.NOT_SENT, "the session was lost before", Optional.empty(), ""));
        }
        return report(device, results);
    }

    private CommandReport report(ManagedDevice device, List<CommandResult> results) {
        return new CommandReport(device.device().name(), results, clock.instant());
    }

    /** Runs what has no result yet, until the session is gone; each session gives at least one result, so an end is sure. */
    private static boolean runInto(List<CommandResult> results, DeviceSession session, List<Command> commands) {
        do {
            Command command = commands.get(results.size());
            try {
                results.add(session.run(command));
            } catch (NetStacksException e) {
                if (stopsEverything(e)) {
                    throw e;
                }
                String seen = e instanceof SessionFailedException failed ? failed.seen() : "";
                results.add(new CommandResult(
                        session.device().name(),
                        command.text(),
                        e instanceof DeniedException ? CommandStatus.NOT_SENT : CommandStatus.FAILED,
                        seen,
                        Optional.of(e.reason()),
                        Optional.of(e.code()),
                        false,
                        Duration.ZERO,
                        Optional.empty(),
                        0));
            }
        } while (results.size() < commands.size() && session.isOpen());
        return session.isOpen();
    }

    private static boolean stopsEverything(NetStacksException e) {
        return e.code() == ErrorCode.CANCELLED;
    }

    private static void failRest(
            List<CommandResult> results, ManagedDevice device, List<Command> commands, NetStacksException e) {
        for (Command command : commands.subList(results.size(), commands.size())) {
            results.add(without(device, command, CommandStatus.NOT_SENT, e.reason(), Optional.of(e.code()), ""));
        }
    }

    private static CommandResult without(
            ManagedDevice device,
            Command command,
            CommandStatus status,
            String reason,
            Optional<ErrorCode> code,
            String output) {
        return new CommandResult(
                device.device().name(),
                command.text(),
                status,
                output,
                Optional.of(reason),
                code,
                false,
                Duration.ZERO,
                Optional.empty(),
                0);
    }
}
