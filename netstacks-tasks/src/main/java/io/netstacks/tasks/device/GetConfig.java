package io.netstacks.tasks.device;

import io.netstacks.spi.command.Command;
import io.netstacks.tasks.run.TaskRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Runs commands that only read, in order, and gives an outcome for each. A command that fails does not stop the others.
 * Immutable.
 *
 * @param device the device's name
 * @param commands of kind {@code SHOW}; ask for rows with {@link Command#parsed()}, or with {@link Command#parsedWith} for a
 *     template of one's own
 */
public record GetConfig(String device, List<Command> commands) implements TaskRequest<CommandReport> {

    /** The name of the operation. */
    public static final String NAME = "tasks.device_tasks.get_config";

    /** Checks that every command only reads, copies them. */
    public GetConfig {
        commands = List.copyOf(commands);
        DeviceTaskChecks.atLeastOne(commands, "command");
        DeviceTaskChecks.onlyShow(commands);
    }

    /** Returns a request for show commands. */
    public static GetConfig of(String device, String... commands) {
        return new GetConfig(device, Arrays.stream(commands).map(Command::show).toList());
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
        return false;
    }

    @Override
    public Map<String, String> metadata() {
        return Map.of(
                "device_name",
                device,
                "operation",
                "get_config",
                "commands",
                commands.stream().map(Command::text).collect(Collectors.joining("; ")));
    }
}
