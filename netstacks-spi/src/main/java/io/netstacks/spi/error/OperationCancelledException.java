package io.netstacks.spi.error;

import org.jspecify.annotations.Nullable;

/** Somebody cancelled the operation or interrupted its thread; its session is closed. */
public final class OperationCancelledException extends NetStacksException {

    private static final long serialVersionUID = 1L;

    /** Creates it. */
    public OperationCancelledException(String message, @Nullable Throwable cause) {
        super(ErrorCode.CANCELLED, message, cause);
    }

    /** Creates it without a cause. */
    public OperationCancelledException(String message) {
        this(message, null);
    }
}
