package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.core.fleet.DeviceResult;
import io.netstacks.core.fleet.Fleet;
import io.netstacks.core.fleet.FleetResult;
import io.netstacks.spi.command.CommandResult;
import io.netstacks.spi.session.DeviceSession;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "run", mixinStandardHelpOptions = true, description = "Runs show commands on devices.")
final class RunCommand extends DeviceCommand {

    @Mixin
    private TargetOptions targets = new TargetOptions();

    @Mixin
    private ContextOption context = new ContextOption();

    @Option(names = "--parse", description = "Parse the output to rows.")
    private boolean parse;

    @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "Commands that only read, each in quotes.")
    private List<String> commands = new ArrayList<>();

    @Override
    boolean run(NetStacks net) {
        Fleet fleet = net.devices(targets.selector());
        ProgressBar progress = progress(fleet.devices().size());
        FleetResult<List<CommandResult>> results = fleet.parallelism(common().parallel())
                .within(common().perDevice())
                .onProgress(device -> progress.step())
                .read(session -> context.in(session, this::runAll));
        if (common().json()) {
            printJson(results.results().stream().map(RunCommand::tree).toList());
        } else {
            results.results().forEach(this::print);
        }
        return results.results().stream().allMatch(RunCommand::isOk);
    }

    private List<CommandResult> runAll(DeviceSession session) {
        return commands.stream()
                .map(io.netstacks.spi.command.Command::show)
                .map(command -> session.run(parse ? command.parsed() : command))
                .toList();
    }

    private static boolean isOk(DeviceResult<List<CommandResult>> result) {
        return result.fold(ok -> ok.value().stream().allMatch(CommandResult::isOk), failed -> false, skipped -> false);
    }

    private void print(DeviceResult<List<CommandResult>> result) {
        String name = result.device().name();
        result.fold(
                ok -> {
                    ok.value().forEach(answer -> {
                        out().println("=== " + name + ": " + answer.command()
                                + answer.errorLine()
                                        .map(line -> " (" + answer.status() + ")")
                                        .orElse(""));
                        if (answer.parse().isPresent()
                                && answer.parse().get().parsedRows().isPresent()) {
                            answer.rows().forEach(row -> out().println(row));
                        } else {
                            out().println(answer.output().stripTrailing());
                        }
                    });
                    return true;
                },
                failed -> {
                    out().println("=== " + name + ": " + failed.error().code() + ": "
                            + failed.error().reason());
                    return true;
                },
                skipped -> {
                    out().println("=== " + name + ": skipped: " + skipped.reason());
                    return true;
                });
    }

    private static Map<String, Object> tree(DeviceResult<List<CommandResult>> result) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("device", result.device().name());
        result.fold(
                ok -> tree.put(
                        "results", ok.value().stream().map(RunCommand::tree).toList()),
                failed -> tree.put(
                        "error", failed.error().code() + ": " + failed.error().reason()),
                skipped -> tree.put("skipped", skipped.reason()));
        return tree;
    }

    private static Map<String, Object> tree(CommandResult answer) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("command", answer.command());
        tree.put("status", answer.status().name());
        answer.errorLine().ifPresent(line -> tree.put("error", line));
        tree.put("elapsed_ms", answer.elapsed().toMillis());
        answer.parse()
                .ifPresent(parsed -> tree.put(
                        "rows",
                        parsed.<Object>fold(
                                p -> p.rows(), none -> "no template", failed -> "failed: " + failed.message())));
        tree.put("output", answer.output());
        return tree;
    }
}
