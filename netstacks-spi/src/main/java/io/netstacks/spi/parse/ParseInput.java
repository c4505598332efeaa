package io.netstacks.spi.parse;

import io.netstacks.spi.Deadline;
import java.time.Duration;

/**
 * One command output to be parsed. Immutable.
 *
 * @param platform the platform's id, for example {@code cisco_ios}
 * @param command the command as it was run
 * @param output the cleaned output, lines ended by line feeds
 * @param deadline when to give up
 */
public record ParseInput(String platform, String command, String output, Deadline deadline) {

    /** How long parsing may take where nobody says: a minute. */
    public static final Duration TIME_LIMIT = Duration.ofMinutes(1);

    /** Creates one to be parsed within {@link #TIME_LIMIT} from now. */
    public ParseInput(String platform, String command, String output) {
        this(platform, command, output, Deadline.after(TIME_LIMIT));
    }
}
