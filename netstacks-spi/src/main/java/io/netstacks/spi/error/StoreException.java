package io.netstacks.spi.error;

import org.jspecify.annotations.Nullable;

/** The store failed; whether the work was kept is as the message says. */
public final class StoreException extends NetStacksException {

    private static final long serialVersionUID = 1L;

    /** Creates it. */
    public StoreException(String message, @Nullable Throwable cause) {
        super(ErrorCode.STORE, message, cause);
    }
}
