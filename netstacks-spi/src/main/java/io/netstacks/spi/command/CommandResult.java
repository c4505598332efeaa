package io.netstacks.spi.command;

import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.parse.ParseResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a device answered to one command. Immutable. Made by the library; compiled callers should not call the
 * constructor, because components may be added.
 *
 * @param device the device's name
 * @param command the command line
 * @param status what became of it
 * @param output the answer: lines end with {@code \n}, without echo, prompt and terminal control; what had come until
 *     the failure if it is not complete. Log lines that the device printed in between are left in, because some commands
 *     show such lines themselves
 * @param errorLine the line by which the device refused, or the failure in a sentence; empty if OK
 * @param errorCode the code of the failure; empty unless {@code FAILED}
 * @param truncated whether output beyond the command's limit was dropped
 * @param elapsed from sending it to its prompt
 * @param parse what came of parsing; empty if nobody asked
 * @param resynchronised how often the prompt had to be asked for again, because other output had covered it
 */
public record CommandResult(
        String device,
        String command,
        CommandStatus status,
        String output,
        Optional<String> errorLine,
        Optional<ErrorCode> errorCode,
        boolean truncated,
        Duration elapsed,
        Optional<ParseResult> parse,
        int resynchronised) {

    /** Tells whether the device took the command and answered completely. */
    public boolean isOk() {
        return status == CommandStatus.OK;
    }

    /**
     * Returns the rows of a parsed output.
     *
     * @throws InvalidInputException if the device did not answer, parsing was not asked for, no template matches, or the
     *     template did not get through; {@link #isOk()} and {@link #parse()} tell them apart without an exception
     */
    public List<Map<String, Object>> rows() {
        ParseResult result = parse.orElseThrow(() -> InvalidInputException.of(device + ": \"" + command + "\" "
                + (isOk()
                        ? "was not parsed; ask with Command.show(…).parsed()"
                        : "has no rows, it is " + status
                                + errorLine.map(line -> ": " + line).orElse(""))));
        return result.fold(
                ParseResult.Parsed::rows,
                none -> {
                    throw InvalidInputException.of(
                            "no template for \"" + none.command() + "\" on " + none.platform() + "; add one");
                },
                failed -> {
                    throw InvalidInputException.of(failed.message());
                });
    }

    /** Returns a copy with what came of parsing. */
    public CommandResult withParse(ParseResult result) {
        return new CommandResult(
                device,
                command,
                status,
                output,
                errorLine,
                errorCode,
                truncated,
                elapsed,
                Optional.of(result),
                resynchronised);
    }
}
