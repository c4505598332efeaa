package io.netstacks.spi.error;

import org.jspecify.annotations.Nullable;

/** The time of an operation was used up; the message says what was awaited and what was seen. */
public final class DeadlineExceededException extends NetStacksException {

    private static final long serialVersionUID = 1L;

    /** Creates it. */
    public DeadlineExceededException(String message) {
        this(message, null);
    }

    /** Creates it with what was going on when the time was over. */
    public DeadlineExceededException(String message, @Nullable Throwable cause) {
        super(ErrorCode.DEADLINE_EXCEEDED, message, cause);
    }
}
