package io.netstacks.spi.transport;

/** What a transport may be able to do. */
public enum TransportCapability {
    /** An interactive shell with a terminal. */
    SHELL,
    /** One command on a channel of its own, without a prompt. */
    EXEC,
    /** A raw stream from the connected host to another one. */
    FORWARD,
    /** The peer proves who it is with a host key. */
    HOST_KEYS,
    /** The transport itself logs in; without it the login is a dialogue inside the shell. */
    AUTHENTICATION
}
