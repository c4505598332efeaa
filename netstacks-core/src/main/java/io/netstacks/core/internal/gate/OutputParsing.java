package io.netstacks.core.internal.gate;

import io.netstacks.core.parse.OutputTemplates;
import io.netstacks.core.parse.Parsers;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.command.Command;
import io.netstacks.spi.command.CommandResult;
import io.netstacks.spi.parse.ParseInput;
import io.netstacks.spi.parse.ParseResult;
import io.netstacks.spi.platform.Platform;
import java.util.stream.Stream;

/** Parses with the template that a command brings; else asks the parsers in the host's order, and the first that knows decides. */
public final class OutputParsing {

    private final Parsers parsers;
    private final OutputTemplates templates = new OutputTemplates();

    /** Creates it. */
    public OutputParsing(Parsers parsers) {
        this.parsers = parsers;
    }

    /** Returns the result with its rows, if the command wants them and the device took it. */
    CommandResult parse(Platform platform, Command command, CommandResult result, Deadline deadline) {
        if (!command.wantsRows() || !result.isOk()) {
            return result;
        }
        Deadline inTime = deadline.atMost(ParseInput.TIME_LIMIT);
        if (command.template().isPresent()) {
            ParseInput input = new ParseInput(platform.id(), command.text(), result.output(), inTime);
            return result.withParse(templates.parse(command.template().get(), input));
        }
        return result.withParse(names(platform)
                .map(name -> parsers.parse(new ParseInput(name, command.text(), result.output(), inTime)))
                .filter(parsed -> !(parsed instanceof ParseResult.NoTemplate))
                .findFirst()
                .orElseGet(() -> new ParseResult.NoTemplate(platform.id(), command.text())));
    }

    /** Templates of the community go by the platform's name there. */
    private static Stream<String> names(Platform platform) {
        return Stream.concat(Stream.of(platform.id()), platform.nameIn("ntc").stream())
                .distinct();
    }
}
