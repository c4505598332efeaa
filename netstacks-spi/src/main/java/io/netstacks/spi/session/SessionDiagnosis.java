package io.netstacks.spi.session;

import io.netstacks.spi.transport.ConnectionReport;
import java.time.Duration;
import java.util.List;

/**
 * Everything that helps to understand a session that went wrong. Secrets are masked. Immutable.
 *
 * @param device the device's name
 * @param platform the platform's id
 * @param connection how the connection came about
 * @param level the name of the level that the last prompt showed; empty before the first
 * @param hostname the learned host name; empty before the first prompt
 * @param awaited what the session was waiting for last, as patterns
 * @param transcript the last lines in both directions, {@code >} before what was sent, at most 64 KiB
 * @param bytesReceived since the login
 * @param bytesSent since the login
 * @param commands how many commands were run
 * @param resynchronised how often the prompt had to be asked for again
 * @param age since the connection was made
 */
public record SessionDiagnosis(
        String device,
        String platform,
        ConnectionReport connection,
        String level,
        String hostname,
        List<String> awaited,
        String transcript,
        long bytesReceived,
        long bytesSent,
        long commands,
        long resynchronised,
        Duration age) {

    /** Copies the list. */
    public SessionDiagnosis {
        awaited = List.copyOf(awaited);
    }
}
