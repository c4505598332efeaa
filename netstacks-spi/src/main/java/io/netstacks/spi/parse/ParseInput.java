package io.netstacks.spi.parse;

/**
 * One command output to be parsed. Immutable.
 *
 * @param platform the platform's id, for example {@code cisco_ios}
 * @param command the command as it was run
 * @param output the cleaned output, lines ended by line feeds
 */
public record ParseInput(String platform, String command, String output) {}
