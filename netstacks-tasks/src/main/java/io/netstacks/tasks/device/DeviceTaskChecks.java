package io.netstacks.tasks.device;

import io.netstacks.spi.command.Command;
import io.netstacks.spi.error.InvalidInputException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What device requests are checked for before anything is connected. */
final class DeviceTaskChecks {

    private DeviceTaskChecks() {}

    /** Metadata of a task on a device. */
    static Map<String, String> metadata(String device, String operation, Optional<String> context) {
        Map<String, String> metadata = new HashMap<>();
        metadata.put("device_name", device);
        metadata.put("operation", operation);
        context.ifPresent(name -> metadata.put("context", name));
        return metadata;
    }

    static void onlyShow(List<Command> commands) {
        List<String> problems = commands.stream()
                .filter(command -> command.kind() != Command.Kind.SHOW)
                .map(command -> "\"" + command.text() + "\" is not declared as a reading command")
                .toList();
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }
}
