package io.netstacks.spi.session;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.command.Command;
import io.netstacks.spi.command.CommandResult;
import io.netstacks.spi.command.Dialogue;
import io.netstacks.spi.config.ChangeResult;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.error.UnsupportedCapabilityException;
import io.netstacks.spi.platform.Platform;
import io.netstacks.spi.platform.PrivilegeLevel;
import io.netstacks.spi.transport.ConnectionReport;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A logged-in conversation with one device.
 *
 * <p>Confined: one thread at a time; a second thread that enters gets an {@code IllegalStateException}.
 * {@link #close()} may come from any thread and ends what is running; interrupting the thread that works does the same.
 *
 * <p>Whatever the device does on an ordinary day (refusing a command) is in the result. When the conversation itself is
 * lost, these methods throw, and the session is closed: {@code SessionFailedException} with {@code SESSION_LOST},
 * {@code UNEXPECTED_QUESTION} or {@code OUTPUT_TOO_LARGE}, {@code DeadlineExceededException},
 * {@code OperationCancelledException}.
 */
public interface DeviceSession extends AutoCloseable {

    /** Returns the device. */
    Device device();

    /** Returns the platform, the detected one if the device asked for detection. */
    Platform platform();

    /** Returns the host name as the prompt shows it. */
    String hostname();

    /** Returns the level that the last prompt showed. */
    PrivilegeLevel level();

    /** Returns how the connection came about. */
    ConnectionReport connection();

    /**
     * Runs a command, for as long as it says or else the device's command timeout.
     *
     * @throws io.netstacks.spi.error.DeniedException if the policy of the host does not let it pass; nothing was typed
     */
    CommandResult run(Command command);

    /**
     * Runs a command that only reads.
     *
     * @throws io.netstacks.spi.error.InvalidInputException if the text is empty or more than a line
     */
    default CommandResult run(String showCommand) {
        return run(Command.show(showCommand));
    }

    /** Runs a command that asks questions. */
    default CommandResult ask(String command, Dialogue dialogue) {
        return run(Command.exec(command).answering(dialogue));
    }

    /**
     * Runs a command and hands its output on line by line, while it comes; memory stays bounded however long it is.
     *
     * @param lines gets every line without its line break; what it throws ends the command and the session
     * @return the result, its output empty
     */
    CommandResult stream(Command command, Consumer<String> lines);

    /**
     * Changes the configuration: enters configuration mode, sends the lines, stops at the first refused one, commits
     * where the platform commits, leaves, and saves. A broken session is the outcome {@code UNKNOWN}, not an exception,
     * once a line was sent.
     *
     * @throws UnsupportedCapabilityException if the platform is not configured on the device, or has no exclusive mode and the
     *     change asks for it; nothing was typed
     * @throws io.netstacks.spi.error.DeniedException if a line of the guard list is not allowed; nothing was typed
     */
    ChangeResult configure(ConfigChange change, OperationContext context);

    /**
     * Goes to a level on the shortest way.
     *
     * @throws io.netstacks.spi.error.UnsupportedCapabilityException if the platform has no such level or no way to it
     * @throws io.netstacks.spi.error.SessionFailedException with {@code DEVICE_REFUSED} if the device does not let us
     */
    void enter(String level, Deadline deadline);

    /**
     * Does work inside a context of the device (an ASA context, a FortiOS VDOM, a virtual system), then goes back to where
     * the session was before; also to the level, if the platform knows a way. The prompt has to show the context before the
     * first line of the work is typed, and before each later one: work that leaves the context is refused its next line.
     * Contexts may be entered inside each other's work; the innermost one holds.
     *
     * <p>If the session cannot be brought back, it is closed, so that nothing is typed into the wrong context; the work's
     * result, or what it threw, is handed on all the same.
     *
     * @param context its name as the device spells it: letters, digits, and any of {@code . _ -}, at most 64 characters
     * @param work gets this session
     * @throws io.netstacks.spi.error.UnsupportedCapabilityException if the platform has no contexts that are entered by
     *     name; nothing was typed
     * @throws io.netstacks.spi.error.InvalidInputException if that can be no name; nothing was typed
     * @throws io.netstacks.spi.error.SessionFailedException with {@code DEVICE_REFUSED} if there is no such context or the
     *     device does not let us in, with its words; the session is where it was. Also if the prompt does not show the
     *     context afterwards; then the session is closed
     */
    default <T> T inContext(String context, Function<DeviceSession, T> work) {
        throw new UnsupportedCapabilityException(device().name() + ": this session enters no contexts");
    }

    /** Asks the device for a prompt, and tells whether one came in time. Never throws for a dead device. */
    boolean probe(Deadline deadline);

    /** Returns what is known about this session, for a report; secrets masked. May be called from any thread. */
    SessionDiagnosis diagnose();

    /** Tells whether it can still be used, as far as this side knows. */
    boolean isOpen();

    /** Logs out if there is time, and closes the connection. Idempotent, bounded, never throws. */
    @Override
    void close();
}
