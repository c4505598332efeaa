package io.netstacks.spi.transport;

import java.util.OptionalInt;

/** One command on a channel of its own; reading gives its standard output. Confined as {@link ByteStream} says. */
public interface ExecChannel extends ByteStream {

    /** Returns the exit status, once {@code read} has answered -1 and the device sent one. */
    OptionalInt exitStatus();

    /** Returns what came on standard error, at most 64 KiB of it, once {@code read} has answered -1. */
    String errorText();
}
