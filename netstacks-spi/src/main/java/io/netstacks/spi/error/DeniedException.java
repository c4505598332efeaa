package io.netstacks.spi.error;

/** A policy, a permission or a disabled device stood in the way; nothing was sent. */
public final class DeniedException extends NetStacksException {

    private static final long serialVersionUID = 1L;

    /** Creates it with {@link ErrorCode#COMMAND_DENIED} or {@link ErrorCode#ACCESS_DENIED}. */
    public DeniedException(ErrorCode code, String message) {
        super(code, message);
    }
}
