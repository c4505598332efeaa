package io.netstacks.tasks.device;

import io.netstacks.spi.command.Command;
import io.netstacks.spi.platform.ContextRules;
import io.netstacks.tasks.internal.request.RequestLists;
import io.netstacks.tasks.run.TaskRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs commands of any kind, in order, at most once. After one that breaks the session the others are not sent. Immutable.
 *
 * @param device the device's name
 * @param commands the commands; at most 10,000
 * @param context the context of the device to work in, as {@code DeviceSession.inContext} takes it; empty for none
 */
public record RunCommands(String device, List<Command> commands, Optional<String> context)
        implements TaskRequest<CommandReport> {

    /** The name of the operation. */
    public static final String NAME = "tasks.device_tasks.run_commands";

    /** Copies the commands. */
    public RunCommands {
        commands = List.copyOf(commands);
        RequestLists.checkSome(commands, "command");
        context.ifPresent(ContextRules::checkName);
    }

    /** Creates a request for commands in no context. */
    public RunCommands(String device, List<Command> commands) {
        this(device, commands, Optional.empty());
    }

    /** Returns a request for commands that may change something. */
    public static RunCommands of(String device, String... commands) {
        return new RunCommands(
                device, Arrays.stream(commands).map(Command::exec).toList());
    }

    /** Returns a copy that runs the commands in that context of the device. */
    public RunCommands inContext(String name) {
        return new RunCommands(device, commands, Optional.of(name));
    }

    @Override
    public String taskName() {
        return NAME;
    }

    @Override
    public String subject() {
        return device;
    }

    @Override
    public boolean mutating() {
        return commands.stream().anyMatch(command -> command.kind() == Command.Kind.EXEC);
    }

    @Override
    public Map<String, String> metadata() {
        return DeviceTaskChecks.metadata(device, "run_commands", context);
    }
}
