package io.netstacks.core.internal.net;

/**
 * What all connections of a transport share. Safe for use by many threads.
 *
 * @param hosts reaches hosts by name
 * @param waits ends waits for sockets
 */
public record TcpNetwork(HostLookup hosts, WaitWatch waits) {}
