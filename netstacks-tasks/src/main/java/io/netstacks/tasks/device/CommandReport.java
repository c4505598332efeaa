package io.netstacks.tasks.device;

import io.netstacks.spi.command.CommandResult;
import io.netstacks.spi.task.TaskOutcome;
import java.time.Instant;
import java.util.List;

/**
 * What came of several commands, one result per command, in their order. Immutable.
 *
 * @param device the device's name
 * @param results one per command
 * @param completedAt when the last one ended
 */
public record CommandReport(String device, List<CommandResult> results, Instant completedAt) {

    /** Copies the results. */
    public CommandReport {
        results = List.copyOf(results);
    }

    /** Returns succeeded, partial, or failed when no command succeeded. */
    public TaskOutcome status() {
        long ok = results.stream().filter(CommandResult::isOk).count();
        return ok == results.size() ? TaskOutcome.SUCCEEDED : ok == 0 ? TaskOutcome.FAILED : TaskOutcome.PARTIAL;
    }

    /** Returns a sentence for each command that did not succeed. */
    public List<String> errors() {
        return results.stream()
                .filter(result -> !result.isOk())
                .map(result -> result.command() + ": " + result.status()
                        + result.errorLine().map(e -> ", " + e).orElse(""))
                .toList();
    }
}
