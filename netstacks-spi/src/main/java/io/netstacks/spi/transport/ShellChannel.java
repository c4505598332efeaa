package io.netstacks.spi.transport;

/** An interactive shell on a device. Confined as {@link ByteStream} says. */
public interface ShellChannel extends ByteStream {}
