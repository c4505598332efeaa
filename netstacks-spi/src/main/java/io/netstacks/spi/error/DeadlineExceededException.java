package io.netstacks.spi.error;

/** The time of an operation was used up; the message says what was awaited and what was seen. */
public final class DeadlineExceededException extends NetStacksException {

    private static final long serialVersionUID = 1L;

    /** Creates it. */
    public DeadlineExceededException(String message) {
        super(ErrorCode.DEADLINE_EXCEEDED, message);
    }
}
