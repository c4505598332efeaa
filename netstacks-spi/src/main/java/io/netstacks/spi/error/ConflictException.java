package io.netstacks.spi.error;

/** Somebody else changed it meanwhile, or the name is taken: read again and decide again. */
public final class ConflictException extends NetStacksException {

    private static final long serialVersionUID = 1L;

    /** Creates it. */
    public ConflictException(String message) {
        super(ErrorCode.CONFLICT, message);
    }
}
