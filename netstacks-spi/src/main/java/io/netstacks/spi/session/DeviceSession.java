package io.netstacks.spi.session;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.command.Command;
import io.netstacks.spi.command.CommandResult;
import io.netstacks.spi.command.Dialogue;
import io.netstacks.spi.config.ChangeResult;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.platform.Platform;
import io.netstacks.spi.platform.PrivilegeLevel;
import io.netstacks.spi.transport.ConnectionReport;
import java.util.function.Consumer;

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

    /** Runs a command. */
    CommandResult run(Command command);

    /** Runs a command that only reads. */
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
     */
    ChangeResult configure(ConfigChange change, OperationContext context);

    /**
     * Goes to a level on the shortest way.
     *
     * @throws io.netstacks.spi.error.UnsupportedCapabilityException if the platform has no such level or no way to it
     * @throws io.netstacks.spi.error.SessionFailedException with {@code DEVICE_REFUSED} if the device does not let us
     */
    void enter(String level, Deadline deadline);

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
