package io.netstacks.tasks.device;

import io.netstacks.spi.command.Command;
import io.netstacks.spi.error.InvalidInputException;
import java.util.List;

/** What device requests are checked for before anything is connected. */
final class DeviceTaskChecks {

    private DeviceTaskChecks() {}

    static void atLeastOne(List<?> items, String what) {
        if (items.isEmpty()) {
            throw InvalidInputException.of("at least one " + what + " is needed");
        }
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
