/** Agents: what they may do, what they did in their sessions, and what people approved. */
@NullMarked
package io.netstacks.spi.agent;

import org.jspecify.annotations.NullMarked;
