package io.netstacks.spi.error;

/** The stable codes of failures, for hosts that decide by code instead of by type. */
public enum ErrorCode {
    /** No connection could be made: name, route, port, time. A read may be tried again. */
    UNREACHABLE(true),
    /** The device showed another host key than the trusted one, or an unknown one. Never tried again. */
    HOST_KEY_REJECTED(false),
    /** The device refused the credential. Never tried again, so that no account is locked. */
    AUTHENTICATION_FAILED(false),
    /** Client and device share no algorithm. Another {@code SshProfile} may help. */
    NO_COMMON_ALGORITHM(false),
    /** An established session ended or became unusable. A read may be tried again. */
    SESSION_LOST(true),
    /** The device asked something that nobody had an answer for. */
    UNEXPECTED_QUESTION(false),
    /** The device refused a step on the way (privilege, configuration mode). */
    DEVICE_REFUSED(false),
    /** The answer was longer than the caller allowed. */
    OUTPUT_TOO_LARGE(false),
    /** The time of the operation was used up. */
    DEADLINE_EXCEEDED(false),
    /** Somebody cancelled the operation. */
    CANCELLED(false),
    /** A policy refused the command. */
    COMMAND_DENIED(false),
    /** The actor may not do this, or the device is disabled. */
    ACCESS_DENIED(false),
    /** The provider or platform cannot do this. */
    UNSUPPORTED(false),
    /** The caller's input is wrong; the message lists every problem. */
    INVALID_INPUT(false),
    /** A template is wrong or lacks variables. */
    TEMPLATE(false),
    /** There is no such thing. */
    NOT_FOUND(false),
    /** Somebody else changed it meanwhile, or the name is taken. */
    CONFLICT(false),
    /** A text from a device is not a complete configuration. */
    INCOMPLETE_CONFIG(false),
    /** The store failed. */
    STORE(true),
    /** A provider is broken, missing or ambiguous. */
    PROVIDER(false);

    private final boolean retryable;

    ErrorCode(boolean retryable) {
        this.retryable = retryable;
    }

    /** Tells whether the same read may succeed later without anybody changing anything. */
    public boolean retryable() {
        return retryable;
    }
}
