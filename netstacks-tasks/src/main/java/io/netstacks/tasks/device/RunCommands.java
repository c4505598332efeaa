package io.netstacks.tasks.device;

import io.netstacks.spi.command.Command;
import io.netstacks.tasks.run.TaskRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Runs commands of any kind, in order, at most once. After one that breaks the session the others are not sent. Immutable.
 *
 * @param device the device's name
 * @param commands the commands
 */
public record RunCommands(String device, List<Command> commands) implements TaskRequest<CommandReport> {

    /** The name of the operation. */
    public static final String NAME = "tasks.device_tasks.run_commands";

    /** Copies the commands. */
    public RunCommands {
        commands = List.copyOf(commands);
        DeviceTaskChecks.atLeastOne(commands, "command");
    }

    /** Returns a request for commands that may change something. */
    public static RunCommands of(String device, String... commands) {
        return new RunCommands(
                device, Arrays.stream(commands).map(Command::exec).toList());
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
        return Map.of("device_name", device, "operation", "run_commands");
    }
}
