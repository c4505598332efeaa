package io.netstacks.core.parse;

import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.NetStacksException;
import org.jspecify.annotations.Nullable;

/**
 * A table could not be made: no template fits the attributes or the file is missing ({@link ErrorCode#NOT_FOUND}), or an
 * index, a key or a column is wrong ({@link ErrorCode#INVALID_INPUT}).
 */
public final class CliTableException extends NetStacksException {

    private static final long serialVersionUID = 1L;

    CliTableException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
