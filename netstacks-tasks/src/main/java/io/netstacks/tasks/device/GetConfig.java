package io.netstacks.tasks.device;

import io.netstacks.spi.command.Command;
import io.netstacks.spi.platform.ContextRules;
import io.netstacks.tasks.internal.request.RequestLists;
import io.netstacks.tasks.run.TaskRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Runs commands that only read, in order, and gives an outcome for each. A command that fails does not stop the others.
 * Immutable.
 *
 * @param device the device's name
 * @param commands of kind {@code SHOW}; ask for rows with {@link Command#parsed()}, or with {@link Command#parsedWith} for a
 *     template of one's own; at most 10,000
 * @param context the context of the device to work in, as {@code DeviceSession.inContext} takes it; empty for none
 */
public record GetConfig(String device, List<Command> commands, Optional<String> context)
        implements TaskRequest<CommandReport> {

    /** The name of the operation. */
    public static final String NAME = "tasks.device_tasks.get_config";

    /** Checks that every command only reads, copies them. */
    public GetConfig {
        commands = List.copyOf(commands);
        RequestLists.checkSome(commands, "command");
        DeviceTaskChecks.onlyShow(commands);
        context.ifPresent(ContextRules::checkName);
    }

    /** Creates a request for commands in no context. */
    public GetConfig(String device, List<Command> commands) {
        this(device, commands, Optional.empty());
    }

    /** Returns a request for show commands. */
    public static GetConfig of(String device, String... commands) {
        return new GetConfig(device, Arrays.stream(commands).map(Command::show).toList());
    }

    /** Returns a copy that runs the commands in that context of the device. */
    public GetConfig inContext(String name) {
        return new GetConfig(device, commands, Optional.of(name));
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
        Map<String, String> metadata = DeviceTaskChecks.metadata(device, "get_config", context);
        metadata.put("commands", commands.stream().map(Command::text).collect(Collectors.joining("; ")));
        return metadata;
    }
}
