package io.netstacks.spi.error;

import org.jspecify.annotations.Nullable;

/** No authenticated connection came about; the code says at which stage it ended. */
public final class ConnectionFailedException extends NetStacksException {

    private static final long serialVersionUID = 1L;

    /** Creates it. */
    public ConnectionFailedException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }

    /** Creates it without a cause. */
    public ConnectionFailedException(ErrorCode code, String message) {
        super(code, message);
    }
}
