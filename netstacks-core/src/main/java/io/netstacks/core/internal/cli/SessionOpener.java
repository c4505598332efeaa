package io.netstacks.core.internal.cli;

import io.netstacks.core.session.SessionSettings;
import io.netstacks.core.text.Redactor;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.error.SessionFailedException;
import io.netstacks.spi.platform.Platform;
import io.netstacks.spi.session.DeviceSession;
import io.netstacks.spi.transport.Connection;
import io.netstacks.spi.transport.PtySpec;
import io.netstacks.spi.transport.ShellChannel;
import java.util.Collection;

/** Opens the shell of a connection and logs in to a session. Immutable. */
public final class SessionOpener {

    private SessionOpener() {}

    /**
     * Opens a session with a device whose platform is known. On failure the connection is closed.
     *
     * @throws io.netstacks.spi.error.ConnectionFailedException if a login inside the shell is refused
     * @throws io.netstacks.spi.error.SessionFailedException if the conversation is lost or asks what nobody answers
     * @throws io.netstacks.spi.error.DeadlineExceededException if there is no prompt in time
     */
    public static DeviceSession open(
            Device device,
            Platform platform,
            Credentials credentials,
            Connection connection,
            SessionSettings settings,
            Deadline deadline) {
        try {
            ShellChannel shell = connection.openShell(PtySpec.WIDE, deadline);
            SessionParts parts = parts(device, platform, credentials, connection, shell, settings);
            new LoginDialogue(platform, credentials, connection.report(), parts).perform(deadline);
            return new CliSession(device, connection, parts);
        } catch (RuntimeException | Error e) {
            connection.close();
            throw e;
        }
    }

    /**
     * Opens a session with a device whose platform nobody knows: logs in by what prompts have in common, finds the
     * platform out with at most three commands that only read, and goes on with the same shell. On failure the connection
     * is closed.
     *
     * @param platforms those that the device may have
     * @throws io.netstacks.spi.error.UnsupportedCapabilityException if none of them can be recognised; it names the
     *     likely ones
     */
    public static DeviceSession openDetecting(
            Device device,
            Collection<Platform> platforms,
            Credentials credentials,
            Connection connection,
            SessionSettings settings,
            Deadline deadline) {
        try {
            ShellChannel shell = connection.openShell(PtySpec.WIDE, deadline);
            Platform generic = GenericPlatform.over(platforms);
            SessionParts first = parts(device, generic, credentials, connection, shell, settings);
            new LoginDialogue(generic, credentials, connection.report(), first).firstPrompt(deadline);
            Platform found = PlatformSearch.run(device.name(), platforms, connection.report(), first, deadline);
            SessionParts parts = parts(device, found, credentials, connection, shell, settings);
            PlatformSearch.carryPromptOver(device.name(), first.prompts(), parts, deadline);
            prepare(new LoginDialogue(found, credentials, connection.report(), parts), found, deadline);
            return new CliSession(device, connection, parts);
        } catch (RuntimeException | Error e) {
            connection.close();
            throw e;
        }
    }

    /** What was found out is not lost with a secret that was not taken. */
    private static void prepare(LoginDialogue login, Platform found, Deadline deadline) {
        try {
            login.prepare(deadline);
        } catch (SessionFailedException e) {
            throw new SessionFailedException(
                    e.code(), e.reason() + " (its platform was found out: " + found.id() + ")", e.seen());
        }
    }

    static SessionParts parts(
            Device device,
            Platform platform,
            Credentials credentials,
            Connection connection,
            ShellChannel shell,
            SessionSettings settings) {
        TerminalText text = new TerminalText();
        ChannelReader reader = new ChannelReader(shell, platform.session().charset(), text);
        PromptMatcher prompts = new PromptMatcher(platform);
        SessionTranscript transcript = new SessionTranscript(
                device.name(), settings.log(), settings.logging(), Redactor.of(credentials, platform));
        String enter = connection.report().transport().equals("telnet")
                ? platform.session().telnetEnter()
                : platform.session().enter();
        Conversation conversation =
                new Conversation(device.name(), platform, reader, text, prompts, transcript, enter, settings);
        LevelGraph graph = LevelGraph.of(platform);
        Responses responses = new Responses(device.name(), credentials, transcript::mask);
        LevelWalker walker = new LevelWalker(device.name(), platform, graph, conversation, prompts, responses);
        ContextWalker contexts =
                new ContextWalker(device.name(), platform, graph, walker, conversation, prompts, responses);
        return new SessionParts(
                platform, settings, reader, prompts, transcript, conversation, graph, walker, contexts, responses);
    }
}
