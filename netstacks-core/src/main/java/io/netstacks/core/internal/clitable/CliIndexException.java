package io.netstacks.core.internal.clitable;

import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.NetStacksException;

/** A text is no index of templates. */
public final class CliIndexException extends NetStacksException {

    private static final long serialVersionUID = 1L;

    CliIndexException(String message) {
        super(ErrorCode.INVALID_INPUT, message);
    }
}
