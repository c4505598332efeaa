package io.netstacks.core.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.core.parse.Parsers;
import io.netstacks.core.platform.Platforms;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.SpiVersion;
import io.netstacks.spi.command.Command;
import io.netstacks.spi.command.CommandResult;
import io.netstacks.spi.command.CommandStatus;
import io.netstacks.spi.parse.OutputParser;
import io.netstacks.spi.parse.ParseInput;
import io.netstacks.spi.parse.ParseResult;
import io.netstacks.spi.platform.Platform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutputParsingTest {

    private static final Command ROWS = Command.show("show version").parsed();

    private final Platform ios = Platforms.builtIn().get("cisco_ios");
    private final List<ParseInput> asked = new ArrayList<>();
    private final OutputParsing parsing = new OutputParsing(Parsers.builder()
            .parser(new OutputParser() {
                @Override
                public String id() {
                    return "recording";
                }

                @Override
                public SpiVersion builtAgainst() {
                    return SpiVersion.running();
                }

                @Override
                public ParseResult parse(ParseInput input) {
                    asked.add(input);
                    return new ParseResult.Parsed(List.of(Map.of("version", "15.1")));
                }
            })
            .build());

    @Test
    void parsing_ends_with_the_operation() {
        Deadline operation = Deadline.after(Duration.ofSeconds(5));

        CommandResult result = parsing.parse(ios, ROWS, result(CommandStatus.OK), operation);

        assertThat(result.parse().orElseThrow().parsedRows()).contains(List.of(Map.of("version", "15.1")));
        assertThat(asked)
                .singleElement()
                .satisfies(
                        input -> assertThat(input.deadline().remaining()).isLessThanOrEqualTo(Duration.ofSeconds(5)));
    }

    @Test
    void parsing_takes_a_minute_at_the_most_in_however_long_an_operation() {
        parsing.parse(ios, ROWS, result(CommandStatus.OK), Deadline.after(Duration.ofHours(1)));

        assertThat(asked)
                .singleElement()
                .satisfies(
                        input -> assertThat(input.deadline().remaining()).isLessThanOrEqualTo(ParseInput.TIME_LIMIT));
    }

    @Test
    void only_what_the_device_took_and_the_caller_wants_is_parsed() {
        CommandResult plain = result(CommandStatus.OK);
        CommandResult refused = result(CommandStatus.REJECTED);

        assertThat(parsing.parse(ios, Command.show("show version"), plain, Deadline.after(Duration.ofSeconds(5))))
                .isSameAs(plain);
        assertThat(parsing.parse(ios, ROWS, refused, Deadline.after(Duration.ofSeconds(5))))
                .isSameAs(refused);
        assertThat(asked).isEmpty();
    }

    private static CommandResult result(CommandStatus status) {
        return new CommandResult(
                "edge1",
                "show version",
                status,
                "Version 15.1\n",
                Optional.empty(),
                Optional.empty(),
                false,
                Duration.ZERO,
                Optional.empty(),
                0);
    }
}
