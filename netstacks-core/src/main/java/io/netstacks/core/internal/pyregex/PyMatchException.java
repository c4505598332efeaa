package io.netstacks.core.internal.pyregex;

import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.NetStacksException;
import org.jspecify.annotations.Nullable;

/**
 * A pattern could not be run to its end on a text: it used up the deadline ({@link ErrorCode#DEADLINE_EXCEEDED}) or the
 * thread's stack ({@link ErrorCode#INVALID_INPUT}).
 */
public final class PyMatchException extends NetStacksException {

    private static final long serialVersionUID = 1L;

    PyMatchException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
