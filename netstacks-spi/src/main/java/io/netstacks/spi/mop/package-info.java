/** Methods of procedure: their versions, their executions with every step that was run, and the types of steps. */
@NullMarked
package io.netstacks.spi.mop;

import org.jspecify.annotations.NullMarked;
