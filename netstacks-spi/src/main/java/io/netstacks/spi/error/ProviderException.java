package io.netstacks.spi.error;

import org.jspecify.annotations.Nullable;

/** A provider is broken, missing or ambiguous; the message names it, its jar and the reason. */
public final class ProviderException extends NetStacksException {

    private static final long serialVersionUID = 1L;

    /** Creates it. */
    public ProviderException(String message, @Nullable Throwable cause) {
        super(ErrorCode.PROVIDER, message, cause);
    }

    /** Creates it without a cause. */
    public ProviderException(String message) {
        this(message, null);
    }
}
