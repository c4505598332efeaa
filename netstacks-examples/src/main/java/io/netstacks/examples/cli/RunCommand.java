package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.core.fleet.DeviceResult;
import io.netstacks.core.fleet.Fleet;
import io.netstacks.core.fleet.FleetResult;
import io.netstacks.spi.command.CommandResult;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.session.DeviceSession;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        Fleet fleet = targets.fleet(net);
        ProgressBar progress = progress(fleet.devices().size());
        FleetResult<Answers> results = fleet.parallelism(common().parallel())
                .within(common().perDevice())
                .onProgress(device -> progress.step())
                .read(session -> context.in(session, this::runAll));
        if (common().json()) {
            printJson(results.results().stream()
                    .map(result -> JsonTree.of(result, RunCommand::tree))
                    .toList());
        } else {
            results.results().forEach(this::print);
        }
        return results.results().stream().allMatch(RunCommand::isOk);
    }

    /** What was answered before a failure is not lost with it. */
    private Answers runAll(DeviceSession session) {
        List<CommandResult> given = new ArrayList<>();
        try {
            for (String line : commands) {
                io.netstacks.spi.command.Command command = io.netstacks.spi.command.Command.show(line);
                given.add(session.run(parse ? command.parsed() : command));
            }
            return new Answers(given, Optional.empty());
        } catch (NetStacksException e) {
            if (given.isEmpty()) {
                throw e;
            }
            return new Answers(given, Optional.of(e));
        }
    }

    /** What a device answered, and why there is no more of it. */
    private record Answers(List<CommandResult> given, Optional<NetStacksException> end) {

        boolean ok() {
            return end.isEmpty() && given.stream().allMatch(CommandResult::isOk);
        }
    }

    private static boolean isOk(DeviceResult<Answers> result) {
        return result.fold(ok -> ok.value().ok(), failed -> false, skipped -> false);
    }

    private void print(DeviceResult<Answers> result) {
        String name = result.device().name();
        result.fold(
                ok -> {
                    ok.value().given().forEach(answer -> {
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
                    ok.value().end().ifPresent(error -> print(name, error));
                    return true;
                },
                failed -> {
                    print(name, failed.error());
                    return true;
                },
                skipped -> {
                    out().println("=== " + name + ": skipped: " + Advice.in(skipped.reason()));
                    return true;
                });
    }

    private void print(String name, NetStacksException error) {
        out().println("=== " + name + ": " + error.code() + ": " + Advice.in(error.reason()));
    }

    private static Map<String, Object> tree(Answers answers) {
        Map<String, Object> tree = JsonTree.of(
                "results", answers.given().stream().map(RunCommand::tree).toList());
        answers.end().ifPresent(error -> tree.putAll(JsonTree.of(error)));
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
