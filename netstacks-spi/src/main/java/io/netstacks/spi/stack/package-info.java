/** Stacks of services: what people want on which devices, what is there, and the runs that brought it there. */
@NullMarked
package io.netstacks.spi.stack;

import org.jspecify.annotations.NullMarked;
