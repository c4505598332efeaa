package io.netstacks.testkit.fake;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Turns a line into a reply: the script's command, its output filter, or the fallback of the mode. */
final class CommandRunner {

    private final DeviceState device;

    CommandRunner(DeviceState device) {
        this.device = device;
    }

    FakeReply answer(String mode, String line, Map<String, String> variables) {
        DeviceScript script = device.script();
        CommandTable.Found found = script.commands().find(mode, line);
        if (found instanceof CommandTable.Found.One one) {
            return ask(one.command().answer(), new FakeCall(line, one.groups(), mode, variables, device));
        }
        if (found instanceof CommandTable.Found.Ambiguous) {
            return FakeReply.refused(script.ambiguous().replace("${line}", line));
        }
        int pipe = line.lastIndexOf(" | ");
        if (script.pipes() && pipe > 0) {
            Optional<UnaryOperator<String>> filter = OutputFilter.named(line.substring(pipe + 3));
            if (filter.isPresent()) {
                return answer(mode, line.substring(0, pipe).strip(), variables).mapText(filter.get());
            }
        }
        return ask(script.mode(mode).fallback(), new FakeCall(line, List.of(line), mode, variables, device));
    }

    /** The isolation boundary of the functions in a script: what they throw is shown where a test author looks. */
    static FakeReply guarded(Supplier<FakeReply> function) {
        try {
            return function.get();
        } catch (RuntimeException | AssertionError e) {
            return FakeReply.refused("% the script of this simulated device failed: " + e)
                    .then(FakeReply.logout());
        }
    }

    private static FakeReply ask(FakeAnswer answer, FakeCall call) {
        return guarded(() -> answer.answer(call));
    }
}
