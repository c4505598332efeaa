package io.netstacks.spi.transport;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.error.UnsupportedCapabilityException;

/**
 * An authenticated link to one device. Channels may be used by different threads; {@link #close()} may come from any
 * thread, closes every channel, and leaves no thread or socket behind.
 */
public interface Connection extends AutoCloseable {

    /**
     * Opens an interactive shell.
     *
     * @throws UnsupportedCapabilityException if the device takes the login and refuses a terminal or a shell
     * @throws io.netstacks.spi.error.SessionFailedException if the connection broke
     * @throws io.netstacks.spi.error.DeadlineExceededException if it takes longer
     */
    ShellChannel openShell(PtySpec pty, Deadline deadline);

    /**
     * Starts one command on a channel of its own.
     *
     * @throws UnsupportedCapabilityException if the transport does not declare {@link TransportCapability#EXEC}
     */
    default ExecChannel exec(String command, Deadline deadline) {
        throw new UnsupportedCapabilityException(
                report().transport() + " has no exec channel; run the command in a shell instead");
    }

    /**
     * Opens a raw stream from the connected host to another endpoint.
     *
     * @throws UnsupportedCapabilityException if the transport does not declare {@link TransportCapability#FORWARD}
     */
    default ByteStream forward(Endpoint target, Deadline deadline) {
        throw new UnsupportedCapabilityException(report().transport() + " cannot forward to " + target);
    }

    /** Returns how the connection came about. */
    ConnectionReport report();

    /** Tells whether it is open as far as this side knows; a dead peer shows only after its keep-alive. */
    boolean isOpen();

    /** Closes it and all its channels. Idempotent, bounded, never throws. */
    @Override
    void close();
}
