/**
 * How a device is reached: a transport gives an authenticated connection, a connection gives channels, a channel is a
 * stream of bytes. Prompts and commands are not known here.
 */
@NullMarked
package io.netstacks.spi.transport;

import org.jspecify.annotations.NullMarked;
