package io.netstacks.spi.error;

import org.jspecify.annotations.Nullable;

/**
 * The root of everything that this library throws on purpose. The message says what was tried, what was seen and what to
 * do; it never holds a secret.
 */
public abstract class NetStacksException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    /** Creates it without a cause. */
    protected NetStacksException(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    /** Creates it with the failure that led to it. */
    protected NetStacksException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** Returns the stable code. */
    public final ErrorCode code() {
        return code;
    }

    /** Tells whether the same read may succeed later; never true of a failed login or of a change. */
    public boolean retryable() {
        return code.retryable();
    }

    /** Returns the message, which every failure of this library has. */
    public final String reason() {
        String message = getMessage();
        return message == null ? code.name() : message;
    }
}
