package io.netstacks.spi.error;

import org.jspecify.annotations.Nullable;

/** A conversation with a device could not go on; {@link #seen()} is what the device said last. */
public final class SessionFailedException extends NetStacksException {

    private static final long serialVersionUID = 1L;

    private final String seen;

    /**
     * Creates it.
     *
     * @param seen the last cleaned and redacted lines from the device; may be empty
     */
    public SessionFailedException(ErrorCode code, String message, String seen, @Nullable Throwable cause) {
        super(code, message, cause);
        this.seen = seen;
    }

    /** Creates it without a cause. */
    public SessionFailedException(ErrorCode code, String message, String seen) {
        this(code, message, seen, null);
    }

    /** Returns the last cleaned and redacted lines from the device; may be empty. */
    public String seen() {
        return seen;
    }
}
