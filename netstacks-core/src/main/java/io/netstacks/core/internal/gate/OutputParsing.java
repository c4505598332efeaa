package io.netstacks.core.internal.gate;

import io.netstacks.spi.command.Command;
import io.netstacks.spi.command.CommandResult;
import io.netstacks.spi.parse.OutputParser;
import io.netstacks.spi.parse.ParseInput;
import io.netstacks.spi.parse.ParseResult;
import io.netstacks.spi.platform.Platform;
import java.util.List;
import java.util.stream.Stream;

/** Asks the parsers in the host's order; the first that knows the command decides. */
public final class OutputParsing {

    private final List<OutputParser> parsers;

    /** Creates it. */
    public OutputParsing(List<OutputParser> parsers) {
        this.parsers = List.copyOf(parsers);
    }

    /** Returns the result with its rows, if the command wants them and the device took it. */
    CommandResult parse(Platform platform, Command command, CommandResult result) {
        if (!command.wantsRows() || !result.isOk()) {
            return result;
        }
        return result.withParse(names(platform)
                .map(name -> parse(new ParseInput(name, command.text(), result.output())))
                .filter(parsed -> !(parsed instanceof ParseResult.NoTemplate))
                .findFirst()
                .orElseGet(() -> new ParseResult.NoTemplate(platform.id(), command.text())));
    }

    /** Templates of the community go by the platform's name there. */
    private static Stream<String> names(Platform platform) {
        return Stream.concat(Stream.of(platform.id()), platform.nameIn("ntc").stream())
                .distinct();
    }

    private ParseResult parse(ParseInput input) {
        for (OutputParser parser : parsers) {
            ParseResult parsed = parser.parse(input);
            if (!(parsed instanceof ParseResult.NoTemplate)) {
                return parsed;
            }
        }
        return new ParseResult.NoTemplate(input.platform(), input.command());
    }
}
