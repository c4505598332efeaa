package io.netstacks.spi.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.parse.ParseResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandResultTest {

    private static CommandResult result(CommandStatus status, Optional<String> errorLine) {
        return new CommandResult(
                "edge1",
                "show ip arp",
                status,
                "",
                errorLine,
                Optional.empty(),
                false,
                Duration.ZERO,
                Optional.empty(),
                0);
    }

    @Test
    void rows_are_those_of_the_parsed_output() {
        List<Map<String, Object>> rows = List.of(Map.of("address", "192.0.2.1"));
        assertThat(result(CommandStatus.OK, Optional.empty())
                        .withParse(new ParseResult.Parsed(rows))
                        .rows())
                .isEqualTo(rows);
    }

    @Test
    void a_command_that_was_not_to_be_parsed_says_how_it_would_be() {
        assertThatThrownBy(() -> result(CommandStatus.OK, Optional.empty()).rows())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("edge1: \"show ip arp\" was not parsed; ask with Command.show(…).parsed()");
    }

    @Test
    void a_command_that_the_device_refused_has_its_words_and_no_rows() {
        CommandResult refused = result(CommandStatus.REJECTED, Optional.of("% Invalid input"));
        assertThatThrownBy(refused::rows)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("edge1: \"show ip arp\" has no rows, it is REJECTED: % Invalid input");
    }
}
