package io.netstacks.spi.error;

import org.jspecify.annotations.Nullable;

/** The store failed; whether the work was kept is as the message says. */
public final class StoreException extends NetStacksException {

    private static final long serialVersionUID = 1L;

    private final boolean retryable;

    /** Creates one that may pass by itself: the backend is away, busy, or lost the connection. */
    public StoreException(String message, @Nullable Throwable cause) {
        this(message, cause, true);
    }

    private StoreException(String message, @Nullable Throwable cause, boolean retryable) {
        super(ErrorCode.STORE, message, cause);
        this.retryable = retryable;
    }

    /** Returns one that stays until somebody acts: a wrong key, a newer schema, a damaged record. */
    public static StoreException permanent(String message, @Nullable Throwable cause) {
        return new StoreException(message, cause, false);
    }

    @Override
    public boolean retryable() {
        return retryable;
    }
}
