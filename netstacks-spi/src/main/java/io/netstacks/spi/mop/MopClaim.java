package io.netstacks.spi.mop;

/**
 * An execution that a node has taken. Immutable.
 *
 * @param lease the right to go on with it
 * @param execution the execution, in the state in which the owner before left it
 */
public record MopClaim(MopLease lease, MopExecution execution) {}
