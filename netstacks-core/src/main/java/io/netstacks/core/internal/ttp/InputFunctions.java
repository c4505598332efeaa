package io.netstacks.core.internal.ttp;

import io.netstacks.core.internal.pyregex.PyMatcher;
import io.netstacks.core.internal.pyregex.PyRegex;
import java.util.List;
import java.util.Optional;

/** Functions of inputs: what is done with a text before it is parsed. */
final class InputFunctions {

    private InputFunctions() {}

    static TtpText apply(List<TtpCall> calls, TtpText given, TtpState state) {
        TtpText text = given;
        for (TtpCall call : calls) {
            if (call.name().equals("extract_commands")) {
                text = commands(call, text, state);
                continue;
            }
            for (String name : call.texts()) {
                TtpMacroCall.MatchOutcome outcome = state.macro(name).call(inner(text));
                if (!outcome.kept()) {
                    return text;
                }
                text = TtpText.of(text.name(), TtpValues.text(outcome.value()));
            }
        }
        return text;
    }

    // The line feeds around a text are this engine's
    private static String inner(TtpText text) {
        return text.text().substring(1, text.text().length() - 2);
    }

    /** Returns what follows the prompts at which the commands were typed; all if that is nothing. */
    private static TtpText commands(TtpCall call, TtpText text, TtpState state) {
        Optional<String> host = TtpGetter.hostName(text.text(), state.deadline());
        if (host.isEmpty()) {
            return text;
        }
        String prompt = PyRegex.escape(host.get());
        StringBuilder found = new StringBuilder();
        for (String command : call.texts()) {
            PyMatcher output = PyRegex.compile(
                            prompt + "[#>] *" + PyRegex.escape(command) + " *\\n([\\S\\s]+?)(?=" + prompt + "[#>]|\\Z)")
                    .matcher(text.text(), state.deadline());
            if (output.find()) {
                found.append('\n').append(output.group(0)).append('\n');
            }
        }
        return found.length() == 0 ? text : TtpText.of(text.name(), found.toString());
    }
}
