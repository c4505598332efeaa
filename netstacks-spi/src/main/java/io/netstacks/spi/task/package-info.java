/** Recorded units of work: their states, their outcomes, their history. */
@NullMarked
package io.netstacks.spi.task;

import org.jspecify.annotations.NullMarked;
