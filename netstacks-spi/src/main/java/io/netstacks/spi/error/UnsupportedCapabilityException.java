package io.netstacks.spi.error;

/** A provider or platform was asked for what it does not declare. */
public final class UnsupportedCapabilityException extends NetStacksException {

    private static final long serialVersionUID = 1L;

    /** Creates it. */
    public UnsupportedCapabilityException(String message) {
        super(ErrorCode.UNSUPPORTED, message);
    }
}
