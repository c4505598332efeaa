package io.netstacks.core.internal.gate;

import io.netstacks.spi.command.Command;
import io.netstacks.spi.command.CommandResult;
import io.netstacks.spi.parse.OutputParser;
import io.netstacks.spi.parse.ParseInput;
import io.netstacks.spi.parse.ParseResult;
import java.util.List;

/** Asks the parsers in the host's order; the first that knows the command decides. */
public final class OutputParsing {

    private final List<OutputParser> parsers;

    /** Creates it. */
    public OutputParsing(List<OutputParser> parsers) {
        this.parsers = List.copyOf(parsers);
    }

    /** Returns the result with its rows, if the command wants them and the device took it. */
    CommandResult parse(String platform, Command command, CommandResult result) {
        if (!command.wantsRows() || !result.isOk()) {
            return result;
        }
        ParseInput input = new ParseInput(platform, command.text(), result.output());
        for (OutputParser parser : parsers) {
            ParseResult parsed = parser.parse(input);
            if (!(parsed instanceof ParseResult.NoTemplate)) {
                return result.withParse(parsed);
            }
        }
        return result.withParse(new ParseResult.NoTemplate(platform, command.text()));
    }
}
