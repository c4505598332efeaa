package io.netstacks.spi.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** No authenticated connection came about; the code says at which stage it ended. */
public final class ConnectionFailedException extends NetStacksException {

    private static final long serialVersionUID = 1L;

    private final String stage;

    /** Creates it. */
    public ConnectionFailedException(ErrorCode code, String message, @Nullable Throwable cause) {
        this(code, "", message, cause);
    }

    /** Creates it without a cause. */
    public ConnectionFailedException(ErrorCode code, String message) {
        this(code, "", message, null);
    }

    /**
     * Creates it with the stage at which the way to the device ended.
     *
     * @param stage {@code connect}, which is all before the device itself, jump hosts and proxy included, {@code handshake},
     *     or {@code authentication}; empty if nobody knows
     */
    public ConnectionFailedException(ErrorCode code, String stage, String message, @Nullable Throwable cause) {
        super(code, message, cause);
        this.stage = stage;
    }

    /** Returns the stage at which the way to the device ended, with the names of the phases of a connection report. */
    public Optional<String> stage() {
        return stage.isEmpty() ? Optional.empty() : Optional.of(stage);
    }
}
